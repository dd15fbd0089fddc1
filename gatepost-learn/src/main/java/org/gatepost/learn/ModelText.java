package org.gatepost.learn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gatepost.recipient.Trees;
import org.gatepost.recipient.Trees.Tree;

/** Reads LightGBM's model text (version 4): one block of {@code name=value} lines for each tree. */
final class ModelText {
  private ModelText() {}

  static Trees read(String text) {
    List<Tree> trees = new ArrayList<>();
    Map<String, String> block = new HashMap<>();
    boolean inTree = false;
    for (String line : text.split("\n", -1)) {
      if (line.startsWith("Tree=") || line.startsWith("end of trees")) {
        if (inTree) {
          trees.add(tree(block));
          block.clear();
        }
        inTree = line.startsWith("Tree=");
      } else {
        int equals = line.indexOf('=');
        if (inTree && equals > 0) {
          block.put(line.substring(0, equals), line.substring(equals + 1).strip());
        }
      }
    }
    return new Trees(trees);
  }

  private static Tree tree(Map<String, String> block) {
    float[] leaves = floats(block, "leaf_value");
    if (leaves.length == 1) {
      return new Tree(new int[0], new float[0], new int[0], new int[0], new float[0], leaves);
    }
    return new Tree(
        ints(block, "split_feature"),
        limits(block),
        ints(block, "left_child"),
        ints(block, "right_child"),
        floats(block, "internal_value"),
        leaves);
  }

  /** Rounded down: a sign is at most its limit in floats exactly when it is in doubles. */
  private static float[] limits(Map<String, String> block) {
    String[] words = words(block, "threshold");
    float[] limits = new float[words.length];
    for (int i = 0; i < words.length; i++) {
      double exact = Double.parseDouble(words[i]);
      float rounded = (float) exact;
      limits[i] = rounded > exact ? Math.nextDown(rounded) : rounded;
    }
    return limits;
  }

  private static float[] floats(Map<String, String> block, String name) {
    String[] words = words(block, name);
    float[] values = new float[words.length];
    for (int i = 0; i < words.length; i++) {
      values[i] = Float.parseFloat(words[i]);
    }
    return values;
  }

  private static int[] ints(Map<String, String> block, String name) {
    String[] words = words(block, name);
    int[] values = new int[words.length];
    for (int i = 0; i < words.length; i++) {
      values[i] = Integer.parseInt(words[i]);
    }
    return values;
  }

  private static String[] words(Map<String, String> block, String name) {
    String value = block.get(name);
    if (value == null) {
      throw new IllegalArgumentException("The model names no " + name + ".");
    }
    return value.split(" ", -1);
  }
}
