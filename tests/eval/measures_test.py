#!/usr/bin/env python3
"""Tests of measures.py against values worked out by hand from trec_eval's definitions; prints TAP."""
import math
import sys

import measures

QRELS = """
1 0 a 3
1 0 b 2
1 0 c 0
1 0 d 1
2 0 a 1
2 0 e -1
3 0 z 0
4 0 a 2
"""
RUN = """
1 Q0 c 1 9.5 x
1 Q0 b 2 9.25 x
1 Q0 u 3 7 x
1 Q0 a 4 6.5 x
2 Q0 e 1 2 x
2 Q0 a 2 1 x
3 Q0 z 1 1 x
"""
qrels = measures.read_qrels(QRELS.split("\n")[1:-1])
run = measures.read_run(RUN.split("\n")[1:-1])
values = measures.score(run, qrels)


def near(value, wanted):
    return abs(value - wanted) < 5e-5


def check_ndcg():
    # Topic 1: (2/log2 3 + 3/log2 5) / (3 + 2/log2 3 + 1/log2 4) = (1.26186 + 1.29203) / 4.76186.
    # Topic 2: the grade -1 gains nothing: (1/log2 3) / 1. Topic 3 has nothing to find, topic 4 found nothing.
    return all(map(near, values["nDCG@10"], (0.53632, 0.63093, 0, 0)))


def check_reciprocal_rank():
    return values["MRR"] == [1 / 2, 1 / 2, 0, 0]


def check_success():
    return values["S@1"] == [0, 0, 0, 0] and values["S@10"] == [1, 1, 0, 0]


def check_recall():
    return all(map(near, values["R@100"], (2 / 3, 1, 0, 0)))


def check_mean_over_all_topics():
    return near(measures.mean(values["S@10"]), 0.5)


def check_cut():
    # Twelve of grade 1, found from rank 2 on: the ideal is cut at ten as well.
    judged = {"d%02d" % i: 1 for i in range(12)}
    ranked = ["none"] + sorted(judged)
    discounts = [1 / math.log2(r + 1) for r in range(1, 11)]
    return near(measures.ndcg(ranked, judged), (sum(discounts) - 1) / sum(discounts)) and \
        measures.success(ranked, judged, 1) == 0 and measures.recall(ranked, judged, 5) == 4 / 12


def check_order():
    # By score and not by the RANK column; equal scores from the end of the alphabet, by bytes.
    lines = ["7 Q0 b 1 1.0 x", "7 Q0 a 2 1.0 x", "7 Q0 \u0436 3 1.0 x", "7 Q0 low 4 0.99999999999 x", "7 Q0 top 5 1e1 x"]
    return measures.read_run(lines)["7"] == ["top", "\u0436", "b", "a", "low"]


def check_randomisation():
    # Ten topics, each .1 better: 2 of 1,024 arrangements are as far apart, p = .00195.
    better, worse = [0.6] * 10, [0.5] * 10
    p = measures.difference_by_chance(better, worse)
    return 0.0005 < p < 0.004 and p == measures.difference_by_chance(worse, better)


def check_randomisation_of_nothing():
    # Equal runs, and one topic up, one down by the same: no sign of a difference.
    return measures.difference_by_chance([0.5, 0.2], [0.5, 0.2]) == 1 and \
        measures.difference_by_chance([0.5, 0.2], [0.2, 0.5]) == 1


CHECKS = [(name[6:].replace("_", " "), check) for name, check in list(globals().items()) if name.startswith("check_")]
print("1..%d" % len(CHECKS))
failed = 0
for number, (name, check) in enumerate(CHECKS, 1):
    good = check()
    failed += not good
    print("%sok %d - %s" % ("" if good else "not ", number, name))
sys.exit(failed > 0)
