"""schema.py SCHEMA [REF]: checks each line of standard input against a JSON Schema, of which it knows as much as ours
needs; a member that the schema does not describe is a fault too."""
import json
import sys

TYPES = {"object": dict, "array": list, "string": str, "integer": int, "number": (int, float)}


def faults(schema, root, value, place):
    if "$ref" in schema:
        schema = root["$defs"][schema["$ref"].rsplit("/", 1)[1]]
    if "type" in schema and (not isinstance(value, TYPES[schema["type"]]) or isinstance(value, bool)):
        yield f"{place}: not of type {schema['type']}"
        return
    if "const" in schema and value != schema["const"]:
        yield f"{place}: not {schema['const']}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{place}: {value!r} is none of {schema['enum']}"
    if not schema.get("minimum", value) <= value <= schema.get("maximum", value) if isinstance(value, (int, float)) else False:
        yield f"{place}: {value} is out of range"
    if isinstance(value, list):
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
            yield f"{place}: {len(value)} items"
        for i, item in enumerate(value):
            yield from faults(schema["items"], root, item, f"{place}[{i}]")
    if isinstance(value, dict):
        for name in schema.get("required", []):
            if name not in value:
                yield f"{place}: no {name}"
        for name, member in value.items():
            if name not in schema["properties"]:
                yield f"{place}.{name}: not in the schema"
            else:
                yield from faults(schema["properties"][name], root, member, f"{place}.{name}")


def main():
    root = json.load(open(sys.argv[1], encoding="utf-8"))
    schema = root["$defs"][sys.argv[2]] if len(sys.argv) > 2 else root
    seen = 0
    for number, line in enumerate(sys.stdin, 1):
        found = list(faults(schema, root, json.loads(line), f"line {number}"))
        if found:
            sys.exit("\n".join(found))
        seen += 1
    print(seen)


main()
