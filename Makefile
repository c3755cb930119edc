# Makefile: builds, tests and installs daftar. `make help` lists the targets.

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.SUFFIXES:

# ---- where things go ----
prefix ?= /usr/local
exec_prefix ?= $(prefix)
bindir ?= $(exec_prefix)/bin
libdir ?= $(exec_prefix)/lib
libexecdir ?= $(exec_prefix)/libexec
includedir ?= $(prefix)/include
datarootdir ?= $(prefix)/share
datadir ?= $(datarootdir)
mandir ?= $(datarootdir)/man
localedir ?= $(datarootdir)/locale
docdir ?= $(datarootdir)/doc/daftar
pkgconfigdir ?= $(libdir)/pkgconfig
INSTALL ?= install

comma := ,
ABI := 0
VERSION := $(shell sed -n 's/^.define DAFTAR_VERSION "\(.*\)"/\1/p' include/daftar.h)
BUILD ?= build$(if $(SANITIZE),-$(subst $(comma),-,$(SANITIZE)))
B := $(BUILD)

# ---- flags ----
PKG_CONFIG ?= pkg-config
# Asked once, and only when something is compiled: nothing need be installed to read this file.
once = $(eval $(1) := $$(shell $(2)))$($(1))
icu_flags = $(call once,icu_flags,$(PKG_CONFIG) --cflags icu-uc)
xapian_flags = $(call once,xapian_flags,$(PKG_CONFIG) --cflags xapian-core)
reader_modules = $(call once,reader_modules,for m in poppler-glib libxml-2.0 pugixml libarchive libseccomp; do \
                   $(PKG_CONFIG) --exists $$$$m && echo $$$$m; done)
reader_flags = $(call once,reader_flags,$(PKG_CONFIG) --cflags $(reader_modules)) \
               $(if $(filter libseccomp,$(reader_modules)),-DHAVE_SECCOMP)
reader_libs = $(call once,reader_libs,$(PKG_CONFIG) --libs $(reader_modules))

OPTIMIZE ?= $(if $(SANITIZE),-O1 -fno-omit-frame-pointer,-O2)
sanitize := $(if $(SANITIZE),-fsanitize=$(SANITIZE) -fno-sanitize-recover=all)
warnings := -Wall -Wextra -Wpedantic $(if $(WERROR),-Werror)
common := $(OPTIMIZE) -g $(sanitize) -fPIC -fvisibility=hidden -pthread -MMD -MP -Iinclude -I. -D_GNU_SOURCE
CFLAGS_ALL = -std=c11 $(common) $(warnings) -fno-semantic-interposition $(icu_flags) $(CFLAGS)
CXXFLAGS_ALL = -std=c++17 $(common) $(warnings) $(xapian_flags) $(CXXFLAGS)
LIBS := -lxapian -lstdc++ -lzstd -licuuc -licudata -lstemmer -lcld2 -lxxhash -pthread -lm

# ---- sources ----
programs := daftar-index daftar-search daftar-analyze
program_sources := analysis/main.c search/main.c $(wildcard search/present*.c) indexer/main.c indexer/setup.c indexer/shards.c indexer/show.c \
                   base/place.c base/options.c base/options_file.c base/messages.c base/json.c
# The reader program alone links poppler, libxml2, pugixml and libarchive.
reader_sources := $(filter-out indexer/readers/table.c indexer/readers/text.c indexer/readers/markdown%.c \
                  indexer/readers/client.c indexer/readers/protocol.c,$(wildcard indexer/readers/*.c))
library_sources := $(filter-out $(program_sources) $(reader_sources), \
                   $(wildcard base/*.c analysis/*.c store/*.c indexer/*.c indexer/readers/*.c search/*.c))
library_cxx := $(wildcard store/*.cc analysis/*.cc)

objects = $(patsubst %.c,$(B)/%.o,$(1))
shared_sources := base/options.c base/options_file.c base/messages.c base/place.c base/json.c base/config.c base/words.c base/pool.c base/buffer.c base/utf8.c
index_objects := $(call objects,indexer/main.c indexer/setup.c indexer/shards.c indexer/show.c $(shared_sources))
search_objects := $(call objects,search/main.c $(wildcard search/present*.c) $(shared_sources))
analyze_objects := $(call objects,analysis/main.c $(shared_sources))
reader_objects := $(call objects,$(reader_sources)) $(B)/indexer/readers/markup_tree.o
reader_program := $(if $(filter indexer/readers/main.c,$(reader_sources)),daftar-reader)

# Tables that are made from data/ by a program of tools/: each is a C file in $(B)/data/ that goes into the
# library. The rule that makes it stands under "generated" below.
generated_sources := $(B)/data/lexemes.c $(B)/data/stopwords.c $(B)/data/glossary.c
library_objects := $(library_sources:%.c=$(B)/%.o) $(library_cxx:%.cc=$(B)/%.o) $(generated_sources:%.c=%.o)

# What the programs say in other languages; without gettext's msgfmt they speak English.
languages := $(if $(shell command -v msgfmt),$(patsubst po/%.po,%,$(wildcard po/*.po)))
catalogues := $(languages:%=$(B)/locale/%/LC_MESSAGES/daftar.mo)

# ---- all ----
.PHONY: all demo check tests unit cli cli-large bench evaluate lint valgrind deps install uninstall clean help
all: $(programs:%=$(B)/%) $(reader_program:%=$(B)/%) $(B)/libdaftar.so $(B)/libdaftar.a $(catalogues)

help:
	@echo 'make                 the library and the programs, in build/'
	@echo 'make demo            set up, build, index corpus/ and ask it about transport diplomacy'
	@echo 'make check           set up, build with -Werror and run every test'
	@echo 'make screenshot       the picture in the README, with chromium'
	@echo 'make unit, cli       one kind of test'
	@echo 'make cli-large       a text file of 200 MB'
	@echo 'make lint            directions of includes, sizes; cppcheck, clang-tidy, gcc -fanalyzer and valgrind where installed'
	@echo 'make faults, kills    every call that can fail, failing; 500 kill -9 and 10,000 changed bytes'
	@echo 'make damage          a thousand damaged files of every format'
	@echo 'make fuzz TIME=60    every fuzz target, with clang'
	@echo 'make bench           speed of indexing and searching'
	@echo 'make evaluate        how well it finds'
	@echo 'make deps            install what the build needs (Debian, Ubuntu), or name it'
	@echo 'make install         to $(prefix) (prefix, bindir, libdir ..., DESTDIR); uninstall'
	@echo 'make threads         searchers and an indexer under the thread sanitizer'
	@echo 'make abi-record      after something was added to the header'
	@echo 'make deb             Debian packages, in build/deb'
	@echo 'make clean'
	@echo 'SANITIZE=address,undefined works with any of them, in a build directory of its own'

# ---- rules ----
# What the compiler says is kept beside the object: `make check` compiles again, with -Werror, what was not silent.
ready = $(eval ready := $$(if $$(shell command -v $(CXX) && $(PKG_CONFIG) --exists xapian-core icu-uc && echo yes),,$$(error \
          build tools or libraries are missing: run `make deps`)))$(ready)
compile = $(ready)@mkdir -p $(@D); echo '$(1) $<'; \
          $(2) -c $< -o $@ 2>$(@:.o=.said); status=$$?; cat $(@:.o=.said) >&2; exit $$status

$(B)/indexer/readers/%.o: indexer/readers/%.c
	$(call compile,CC,$(CC) $(CFLAGS_ALL) $(if $(filter $<,$(reader_sources)),$(reader_flags)))
$(B)/%.o: %.c
	$(call compile,CC,$(CC) $(CFLAGS_ALL))
$(B)/%.o: %.cc
	$(call compile,CXX,$(CXX) $(CXXFLAGS_ALL))
$(B)/data/%.o: $(B)/data/%.c
	$(call compile,CC,$(CC) $(CFLAGS_ALL))

# ---- generated ----
# The glossary: first its lemmas, then its stems, which the lemmas have a say in.
compile_sources := $(wildcard tools/glossary_*.c) $(filter-out $(program_sources),$(wildcard analysis/*.c base/*.c))
compile_objects := $(call objects,$(sort $(compile_sources) base/buffer.c base/utf8.c)) $(B)/analysis/cld2.o
compile_link = @echo 'LINK $@'; mkdir -p $(@D); $(CXX) $(sanitize) $(filter %.o,$^) $(LDFLAGS) -licui18n $(LIBS) -o $@

$(B)/data/none.c: Makefile
	@mkdir -p $(@D)
	@printf '/* none.c: no lemmas yet. */\n#include "analysis/lexemes.h"\n\nconst struct lexemes lexemes = {0}, stopwords = {0};\n' >$@
$(B)/tools/lexemes: $(compile_objects) $(B)/data/none.o
	$(compile_link)
$(B)/tools/glossary: $(compile_objects) $(B)/data/lexemes.o $(B)/data/stopwords.o
	$(compile_link)
$(B)/data/stopwords.c: $(B)/tools/lexemes data/stopwords.tsv
	@echo 'MAKE $@'
	@$< stopwords data/stopwords.tsv >$@.new && mv $@.new $@
$(B)/data/lexemes.c: $(B)/tools/lexemes data/glossary.tsv
	@echo 'MAKE $@'
	@$< lexemes data/glossary.tsv >$@.new && mv $@.new $@
$(B)/data/glossary.c: $(B)/tools/glossary data/glossary.tsv data/irregular.tsv
	@echo 'MAKE $@'
	@$< glossary data/glossary.tsv data/irregular.tsv >$@.new && mv $@.new $@

# ---- the library ----
$(B)/libdaftar.so.$(ABI): $(library_objects) libdaftar.map
	@echo 'LINK $@'
	@$(CXX) -shared $(sanitize) -Wl,-soname,libdaftar.so.$(ABI) -Wl,--version-script=libdaftar.map \
	  $(if $(sanitize),,-Wl,--no-undefined) $(library_objects) $(LDFLAGS) $(LIBS) -o $@
$(B)/libdaftar.so: $(B)/libdaftar.so.$(ABI)
	@ln -sf $(<F) $@
$(B)/libdaftar.a: $(library_objects)
	@echo 'AR $@'
	@rm -f $@
	@$(AR) rcs $@ $^

# ---- messages ----
$(B)/locale/%/LC_MESSAGES/daftar.mo: po/%.po
	@echo 'MSGFMT $<'; mkdir -p $(@D); msgfmt --check-format -o $@ $<

# ---- the programs ----
# Where the programs look for the library, beside where the system does; packages set it to nothing.
rpath ?= '-Wl,-rpath,$$ORIGIN:$$ORIGIN/../lib'
link = @echo 'LINK $@'; mkdir -p $(@D); $(CC) $(sanitize) $(filter %.o,$^) -L$(B) -ldaftar \
       $(rpath) $(LDFLAGS) -o $@
$(B)/daftar-index: $(index_objects) $(B)/libdaftar.so
	$(link)
$(B)/daftar-search: $(search_objects) $(B)/libdaftar.so
	$(link)
$(B)/daftar-analyze: $(analyze_objects) $(B)/libdaftar.so
	$(link)
$(B)/daftar-reader: $(reader_objects) $(B)/libdaftar.a
	@echo 'LINK $@'
	@$(CC) $(sanitize) $(reader_objects) $(B)/libdaftar.a $(LDFLAGS) -Wl,--as-needed $(reader_libs) $(LIBS) -o $@

# ---- setting up ----
jobs = $(if $(findstring jobserver,$(MAKEFLAGS)),,-j$(shell nproc 2>/dev/null || echo 2))
deps:
	@tools/deps.sh build

demo:
	@tools/deps.sh build
	@$(MAKE) --no-print-directory $(jobs) all
	@rm -rf $(B)/demo-index # which another version may have made
	@$(B)/daftar-index -v -i $(B)/demo-index --exclude README.md --exclude qrels.txt corpus
	@echo
	@echo '$$ $(B)/daftar-search -i $(B)/demo-index transport diplomacy'
	@$(B)/daftar-search -i $(B)/demo-index transport diplomacy

# The README's picture of a page of results.
screenshot: demo
	@python3 tools/screenshot.py $(B) doc/page.png
.PHONY: screenshot
# After a change in tools/corpus/: the samples that are not plain text.
corpus-formats:
	@python3 tools/corpus_formats.py $(wildcard corpus/*.html corpus/*.docx corpus/*.odt corpus/*.pdf)
.PHONY: corpus-formats

# ---- tests ----
# Every tests/unit/test_*.c is a program that sees the inside of the library; every tests/api/test_*.c sees daftar.h.
unit_programs := $(patsubst %.c,$(B)/%,$(wildcard tests/unit/test_*.c))
api_programs := $(patsubst %.c,$(B)/%,$(wildcard tests/api/test_*.c))
examples := $(patsubst %.c,$(B)/%,$(wildcard examples/*.c))
test_libraries := $(B)/base/options.o $(B)/base/messages.o $(B)/base/json.o $(filter-out $(B)/indexer/readers/main.o,$(reader_objects)) \
                  $(B)/libdaftar.a
test_names = $(patsubst %,'%',$(1))
run = @SOURCE='$(CURDIR)' BUILD='$(abspath $(B))' CC='$(CC)' CXX='$(CXX)' SANITIZE='$(SANITIZE)' \
      ABI='$(ABI)' tests/run.sh '$(abspath $(B))/results'

.SECONDARY:
$(B)/tests/unit/%: $(B)/tests/unit/%.o $(test_libraries)
	@echo 'LINK $@'
	@$(CC) $(sanitize) $< $(test_libraries) $(LDFLAGS) -lcmocka -Wl,--as-needed $(if $(reader_sources),$(reader_libs)) \
	  $(LIBS) -o $@
$(B)/tests/api/%: $(B)/tests/api/%.o $(B)/libdaftar.so
	@echo 'LINK $@'
	@$(CC) $(sanitize) $< -L$(B) -ldaftar '-Wl,-rpath,$$ORIGIN/../..' $(LDFLAGS) -lcmocka -o $@
$(B)/examples/%: $(B)/examples/%.o $(B)/libdaftar.so
	@echo 'LINK $@'
	@$(CC) $(sanitize) $< -L$(B) -ldaftar '-Wl,-rpath,$$ORIGIN/..' $(LDFLAGS) -o $@

# ---- faults and fuzzing ----
# What a crash, a full disk, a bad file or a second process may do: tests/faults; any bytes at all: tests/fuzz.
fuzz_targets := $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
present_objects := $(call objects,$(wildcard search/present*.c) base/messages.c base/place.c base/json.c)
fault_programs := $(patsubst %,$(B)/tests/faults/%,readers memory flip shim.so) $(fuzz_targets:%=$(B)/tests/fuzz/replay_%)
fault_tests := tests/faults/quick.sh
TIME ?= 60
$(B)/tests/faults/shim.so: tests/faults/shim.c
	@echo 'LINK $@'; mkdir -p $(@D)
	@$(CC) -std=c11 -O2 -fPIC -shared $(warnings) -D_GNU_SOURCE $(if $(sanitize),-DNO_MEMORY) $< -ldl -o $@
$(B)/tests/faults/%: $(B)/tests/faults/%.o $(B)/libdaftar.so
	@echo 'LINK $@'
	@$(CC) $(sanitize) $< -L$(B) -ldaftar '-Wl,-rpath,$$ORIGIN/../..' $(LDFLAGS) -ldl -o $@
fuzz_objects := $(present_objects) $(test_libraries)
$(B)/tests/fuzz/replay_%: $(B)/tests/fuzz/fuzz_%.o $(B)/tests/fuzz/replay.o $(fuzz_objects)
	@echo 'LINK $@'
	@$(CC) $(sanitize) $^ $(LDFLAGS) -Wl,--as-needed $(reader_libs) $(LIBS) -o $@
$(B)/tests/fuzz/run_%: $(B)/tests/fuzz/fuzz_%.o $(fuzz_objects)
	@echo 'LINK $@'
	@$(CXX) -fsanitize=$(subst fuzzer-no-link,fuzzer,$(SANITIZE)) $^ $(LDFLAGS) -Wl,--as-needed $(reader_libs) $(LIBS) -o $@
faults: all $(fault_programs)
	$(run) $(fault_tests)
	@BUILD='$(abspath $(B))' tests/faults/conditions.sh
	@BUILD='$(abspath $(B))' tests/faults/disk.sh 1
	@LD_PRELOAD='$(abspath $(B))/tests/faults/shim.so' $(B)/tests/faults/memory 1
	@$(B)/tests/faults/readers 200
# A thousand files with bytes flipped, cut and repeated: each is indexed or named.
damage: all
	@python3 tests/faults/damage.py $(B)/daftar-index $(if $(wildcard ../shared/data/files),../shared/data/files,corpus) 1000
kills: all $(fault_programs)
	@BUILD='$(abspath $(B))' tests/faults/kill.sh 500
	@$(B)/tests/faults/flip 10000
# Each target for TIME seconds; TARGETS names some of them.
TARGETS ?= $(fuzz_targets)
fuzz:
	@$(MAKE) --no-print-directory BUILD=build-fuzz CC=clang-14 CXX=clang++-14 SANITIZE=address,undefined,fuzzer-no-link \
	  $(jobs) $(TARGETS:%=build-fuzz/tests/fuzz/run_%)
	@tests/fuzz/fuzz.sh build-fuzz $(TIME) $(TARGETS)
.PHONY: faults damage kills fuzz
# ---- end of faults and fuzzing ----

check:
	@tools/deps.sh build test
	@find $(B) -name '*.said' -size +0 2>/dev/null | sed 's/said$$/o/' | xargs -r rm -f
	@$(MAKE) --no-print-directory $(jobs) WERROR=1 all
	@$(MAKE) --no-print-directory $(jobs) -k WERROR=1 $(unit_programs) $(api_programs) $(examples) \
	  $(fault_programs) || true
	@$(MAKE) --no-print-directory tests
tests:
	$(run) tests/lint/includes.sh tests/lint/languages.sh $(unit_programs) $(api_programs) $(fault_tests) \
	  $(wildcard tests/cli/*.bats tests/api/*.bats tests/eval/*.bats) tests/eval/measures_test.py
unit: $(unit_programs)
	$(run) $^
cli: all $(examples)
	$(run) $(wildcard tests/cli/*.bats)
cli-large: all
	@BUILD='$(abspath $(B))' tests/cli/large.sh

lint: $(B)/daftar-analyze valgrind
	@CC='$(CC)' tests/lint/lint.sh
	@python3 tools/glossary_lint.py --analyze $(B)/daftar-analyze
# The tests of lifetimes: nothing is read that is gone, and nothing stays that no one holds.
valgrind: $(B)/tests/api/test_cycles $(B)/tests/api/test_memory
	@if command -v valgrind >/dev/null; then for test in $^; do echo "valgrind $$test"; \
	  valgrind -q --error-exitcode=9 --leak-check=full --errors-for-leak-kinds=definite $$test >/dev/null || exit 1; done; \
	else echo 'valgrind: skipped, not installed'; fi
bench: all $(B)/tests/bench/latency $(B)/tests/bench/analysis $(B)/tests/bench/readers $(B)/tests/bench/present
	@python3 tests/bench/bench.py --build '$(abspath $(B))' $(BENCH)
$(B)/tests/bench/analysis: $(B)/tests/bench/analysis.o $(B)/libdaftar.a
	@echo 'LINK $@'
	@$(CC) $(sanitize) $^ $(LDFLAGS) $(LIBS) -o $@
$(B)/tests/bench/readers: $(B)/tests/bench/readers.o $(test_libraries)
	@echo 'LINK $@'
	@$(CC) $(sanitize) $^ $(LDFLAGS) -Wl,--as-needed $(reader_libs) $(LIBS) -o $@
$(B)/tests/bench/present: $(B)/tests/bench/present.o $(present_objects) $(B)/libdaftar.a
	@echo 'LINK $@'
	@$(CC) $(sanitize) $^ $(LDFLAGS) $(LIBS) -o $@
$(B)/tests/bench/%: $(B)/tests/bench/%.o $(B)/libdaftar.so
	@$(CC) $(sanitize) $< -L$(B) -ldaftar '-Wl,-rpath,$$ORIGIN/../..' $(LDFLAGS) -o $@
evaluate: all
	@BUILD='$(B)' tests/eval/evaluate.sh

# ---- installing ----
man_pages := $(programs:%=$(B)/man/%.1)
$(B)/man/%.1: $(B)/%
	@mkdir -p $(@D)
	@$< --man > $@
$(B)/daftar.pc: daftar.pc.in Makefile include/daftar.h
	@sed -e 's|@prefix@|$(prefix)|' -e 's|@exec_prefix@|$(exec_prefix)|' -e 's|@libdir@|$(libdir)|' \
	  -e 's|@includedir@|$(includedir)|' -e 's|@version@|$(VERSION)|' $< > $@

to = $(DESTDIR)$(1)
install: all $(man_pages) $(B)/daftar.pc
	$(INSTALL) -d $(call to,$(bindir)) $(call to,$(libdir)) $(call to,$(pkgconfigdir)) $(call to,$(includedir)) \
	  $(call to,$(mandir))/man1 $(call to,$(datadir))/daftar $(call to,$(docdir)) \
	  $(if $(reader_program),$(call to,$(libexecdir))/daftar)
	$(INSTALL) -m 755 $(programs:%=$(B)/%) $(call to,$(bindir))
	$(if $(reader_program),$(INSTALL) -m 755 $(B)/$(reader_program) $(call to,$(libexecdir))/daftar)
	$(INSTALL) -m 644 $(B)/libdaftar.so.$(ABI) $(B)/libdaftar.a $(call to,$(libdir))
	ln -sf libdaftar.so.$(ABI) $(call to,$(libdir))/libdaftar.so
	$(INSTALL) -m 644 $(B)/daftar.pc $(call to,$(pkgconfigdir))
	$(INSTALL) -m 644 include/daftar.h $(call to,$(includedir))
	$(INSTALL) -m 644 $(man_pages) $(call to,$(mandir))/man1
	$(if $(wildcard data/*.tsv),$(INSTALL) -m 644 $(wildcard data/*.tsv) $(call to,$(datadir))/daftar)
	$(INSTALL) -m 644 README.md LICENSE $(wildcard examples/*.c) $(call to,$(docdir))
	for language in $(languages); do \
	  $(INSTALL) -d $(call to,$(localedir))/$$language/LC_MESSAGES; \
	  $(INSTALL) -m 644 $(B)/locale/$$language/LC_MESSAGES/daftar.mo $(call to,$(localedir))/$$language/LC_MESSAGES; \
	done
	$(if $(DESTDIR),,-ldconfig 2>/dev/null)

uninstall:
	rm -f $(programs:%=$(call to,$(bindir))/%) $(call to,$(libdir))/libdaftar.so $(call to,$(libdir))/libdaftar.so.$(ABI) \
	  $(call to,$(libdir))/libdaftar.a $(call to,$(pkgconfigdir))/daftar.pc $(call to,$(includedir))/daftar.h \
	  $(programs:%=$(call to,$(mandir))/man1/%.1) $(patsubst po/%.po,$(call to,$(localedir))/%/LC_MESSAGES/daftar.mo,$(wildcard po/*.po))
	rm -rf $(call to,$(libexecdir))/daftar $(call to,$(datadir))/daftar $(call to,$(docdir))

# ---- embedding: man3, CMake, ABI, packages ----
cmakedir ?= $(libdir)/cmake/daftar
cmake_files := $(B)/cmake/daftar-config.cmake $(B)/cmake/daftar-config-version.cmake

$(B)/man3/daftar.3: tools/man3.awk include/daftar.h
	@mkdir -p $(@D) && rm -f $(@D)/*.3
	@awk -v out=$(@D) -f $^
$(B)/cmake/%: cmake/%.in Makefile include/daftar.h
	@mkdir -p $(@D)
	@sed -e 's|@version@|$(VERSION)|; s|@major@|$(word 1,$(subst ., ,$(VERSION)))|; s|@minor@|$(word 2,$(subst ., ,$(VERSION)))|' \
	  -e 's|@libdir@|$(libdir)|; s|@includedir@|$(includedir)|; s|@abi@|$(ABI)|' $< >$@

# They name the prefix, which is another with every installation.
$(B)/daftar.pc $(cmake_files): FORCE
.PHONY: FORCE install-embedding uninstall-embedding abi-record threads thread-programs thread-tests deb
install: install-embedding
install-embedding: $(B)/man3/daftar.3 $(cmake_files)
	$(INSTALL) -d $(call to,$(mandir))/man3 $(call to,$(cmakedir)) $(call to,$(docdir))/python $(call to,$(docdir))/node
	$(INSTALL) -m 644 $(B)/man3/*.3 $(call to,$(mandir))/man3
	$(INSTALL) -m 644 $(cmake_files) $(call to,$(cmakedir))
	$(INSTALL) -m 644 doc/embedding.md $(call to,$(docdir))
	$(INSTALL) -m 644 $(wildcard bindings/python/*.py) $(call to,$(docdir))/python
	$(INSTALL) -m 644 $(wildcard bindings/node/*.js bindings/node/*.json) $(call to,$(docdir))/node
uninstall: uninstall-embedding
uninstall-embedding:
	rm -f $(call to,$(mandir))/man3/daftar.3 $(call to,$(mandir))/man3/daftar_*.3
	rm -rf $(call to,$(cmakedir))

# After something was added to the header: what programs may rely on from then on.
abi-record: $(B)/libdaftar.so
	SOURCE=. BUILD=$(B) tests/api/abi.sh >$(B)/abi.txt
	@python3 tests/api/abi.py --compare tests/api/abi-$(ABI).txt $(B)/abi.txt && cp $(B)/abi.txt tests/api/abi-$(ABI).txt
# Searchers and indexers in threads under the thread sanitizer, in a build directory of its own. Where addresses are too
# random for the sanitizer they are not made so.
threads:
	@tools/deps.sh build test
	@$(MAKE) --no-print-directory $(jobs) SANITIZE=thread thread-programs
	@$$(setarch -R true 2>/dev/null && echo setarch -R) $(MAKE) --no-print-directory SANITIZE=thread thread-tests
thread-programs: $(B)/daftar-index $(B)/daftar-reader $(B)/tests/api/test_threads $(B)/examples/pool $(B)/examples/index_memory
thread-tests:
	$(run) $(B)/tests/api/test_threads tests/api/threads.sh
# Debian packages, in build/deb.
deb:
	@rm -rf $(B)/deb && mkdir -p $(B)/deb/daftar
	@tar -c --exclude='./build*' --exclude=./.git . | tar -x -C $(B)/deb/daftar
	@cd $(B)/deb/daftar && dpkg-buildpackage -us -uc -b
# ---- end of embedding ----

clean:
	rm -rf build build-*

-include $(shell find $(B) -name '*.d' 2>/dev/null)
