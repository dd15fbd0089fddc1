package org.gatepost.recipient;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A sum of decision trees over the {@link Sign}s (gradient boosting, Friedman 2001). The sum is the
 * logarithm of the odds that the recipient is wrong.
 */
public record Trees(List<Tree> trees) {
  public Trees {
    trees = List.copyOf(trees);
  }

  /** One tree, nodes in arrays; a child below zero is the leaf {@code -child - 1}. */
  public static final class Tree {
    private final int[] sign;
    private final float[] limit;
    private final int[] left;
    private final int[] right;
    private final float[] value;
    private final float[] leaf;

    /**
     * Takes the nodes over; all arrays but the last are as long as there are nodes.
     *
     * @param sign column of the sign that a node looks at
     * @param limit at most this goes left
     * @param left child of each node
     * @param right child of each node
     * @param value mean of a node, for telling how much each sign weighed
     * @param leaf value of each leaf; one more than there are nodes
     * @throws IllegalArgumentException when they do not fit together, or a walk might not end
     */
    public Tree(int[] sign, float[] limit, int[] left, int[] right, float[] value, float[] leaf) {
      int nodes = sign.length;
      if (limit.length != nodes
          || left.length != nodes
          || right.length != nodes
          || value.length != nodes
          || leaf.length != nodes + 1) {
        throw new IllegalArgumentException("A tree's arrays do not fit together.");
      }
      int signs = Sign.values().length;
      for (int i = 0; i < nodes; i++) {
        boolean known = sign[i] >= 0 && sign[i] < signs;
        if (!known || !leads(left[i], i, nodes) || !leads(right[i], i, nodes)) {
          throw new IllegalArgumentException("A node of a tree leads nowhere.");
        }
      }
      this.sign = sign.clone();
      this.limit = limit.clone();
      this.left = left.clone();
      this.right = right.clone();
      this.value = value.clone();
      this.leaf = leaf.clone();
    }

    void write(DataOutputStream out) throws IOException {
      out.writeInt(sign.length);
      for (int i = 0; i < sign.length; i++) {
        out.writeShort(sign[i]);
        out.writeFloat(limit[i]);
        out.writeShort(left[i]);
        out.writeShort(right[i]);
        out.writeFloat(value[i]);
      }
      for (float one : leaf) {
        out.writeFloat(one);
      }
    }

    /** Children stand behind their parent, so that every walk ends. */
    private static boolean leads(int child, int parent, int nodes) {
      return child < 0 ? -child - 1 <= nodes : child > parent && child < nodes;
    }

    double score(float[] row) {
      if (sign.length == 0) {
        return leaf[0];
      }
      int at = 0;
      while (at >= 0) {
        at = row[sign[at]] <= limit[at] ? left[at] : right[at];
      }
      return leaf[-at - 1];
    }

    /** Adds to each sign by how much its turns moved the score. */
    void explain(float[] row, double[] weights) {
      int at = sign.length == 0 ? -1 : 0;
      while (at >= 0) {
        int next = row[sign[at]] <= limit[at] ? left[at] : right[at];
        double there = next < 0 ? leaf[-next - 1] : value[next];
        weights[sign[at]] += there - value[at];
        at = next;
      }
    }
  }

  /** Logarithm of the odds that this recipient is wrong. */
  public double score(float[] row) {
    double sum = 0;
    for (Tree tree : trees) {
      sum += tree.score(row);
    }
    return sum;
  }

  /** From 0 to 1. */
  public double confidence(float[] row) {
    return 1 / (1 + Math.exp(-score(row)));
  }

  /** By how much each sign moved the score, by its column: above zero towards a mistake. */
  public double[] weights(float[] row) {
    double[] weights = new double[Sign.values().length];
    for (Tree tree : trees) {
      tree.explain(row, weights);
    }
    return weights;
  }

  /** The signs that spoke most for a mistake, the strongest first; only such as did. */
  public List<Sign> reasons(float[] row, int most) {
    double[] weights = weights(row);
    return Stream.of(Sign.values())
        .filter(sign -> weights[sign.column()] > 0)
        .sorted(Comparator.comparingDouble((Sign sign) -> weights[sign.column()]).reversed())
        .limit(most)
        .toList();
  }
}
