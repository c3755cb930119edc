"""measures.py: the measures of a TREC run, as trec_eval defines them, and whether two runs differ.

trec_eval (Buckley; the reference program of TREC, in no distribution) is followed in all that moves a figure:
  order       by score, equal scores by document name, the last of the alphabet first; the RANK column is not read
  nDCG@k      gain is the grade, discount log2(rank + 1), ideal: the judged grades in falling order, cut at k
  MRR         one over the rank of the first document of grade 1 or more
  S@k         1 if the first k hold such a document
  recall@k    share of such documents among the first k
  mean        over every topic of the judgements (its option -c): a topic without hits is a 0
`trec_eval -c -m ndcg_cut.10 -m recip_rank -m success.1,10 -m recall.100 QRELS RUN` prints the same to four places.
"""
import collections
import math
import random

MEASURES = ["nDCG@10", "MRR", "S@1", "S@10", "R@100"]
ROUNDS = 10000


def read_qrels(lines):
    """topic -> document -> grade"""
    qrels = collections.defaultdict(dict)
    for line in lines:
        topic, _, document, grade = line.split()
        qrels[topic][document] = int(grade)
    return dict(qrels)


def read_run(lines):
    """topic -> documents in trec_eval's order"""
    scored = collections.defaultdict(list)
    for line in lines:
        topic, _, document, _, score, _ = line.split()
        scored[topic].append((float(score), document))
    return {topic: [d for _, d in sorted(hits, key=lambda hit: (hit[0], hit[1].encode()), reverse=True)]
            for topic, hits in scored.items()}


def gain(grades):
    return sum(max(grade, 0) / math.log2(rank + 1) for rank, grade in enumerate(grades, 1))


def ndcg(ranked, judged, k=10):
    ideal = gain(sorted(judged.values(), reverse=True)[:k])
    return gain([judged.get(d, 0) for d in ranked[:k]]) / ideal if ideal else 0.0


def reciprocal_rank(ranked, judged):
    return next((1 / rank for rank, d in enumerate(ranked, 1) if judged.get(d, 0) >= 1), 0.0)


def success(ranked, judged, k):
    return float(any(judged.get(d, 0) >= 1 for d in ranked[:k]))


def recall(ranked, judged, k=100):
    relevant = sum(grade >= 1 for grade in judged.values())
    return sum(judged.get(d, 0) >= 1 for d in ranked[:k]) / relevant if relevant else 0.0


def score(run, qrels):
    """measure -> the value of every topic, in the order of the topics' names"""
    values = {name: [] for name in MEASURES}
    for topic in sorted(qrels):
        ranked, judged = run.get(topic, []), qrels[topic]
        for name, value in zip(MEASURES, (ndcg(ranked, judged), reciprocal_rank(ranked, judged),
                                          success(ranked, judged, 1), success(ranked, judged, 10),
                                          recall(ranked, judged))):
            values[name].append(value)
    return values


def mean(values):
    return sum(values) / len(values) if values else 0.0


def difference_by_chance(first, second, rounds=ROUNDS, seed=1):
    """The paired randomisation test, two-sided: how often do coins that swap the two systems, topic by topic, make a
    difference of means as large as the one seen? The arrangement seen counts as one of them."""
    differences = [a - b for a, b in zip(first, second) if a != b]
    seen, coins, reached = abs(sum(differences)), random.Random(seed), 1
    for _ in range(rounds):
        flipped = sum(d if coins.random() < 0.5 else -d for d in differences)
        reached += abs(flipped) >= seen - 1e-12
    return reached / (rounds + 1)
