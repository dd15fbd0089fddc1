package org.gatepost.recipient;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.gatepost.recipient.Trees.Tree;

/**
 * A model as octets: a mark, the names of the signs it was trained on, and the trees. A model that
 * was trained on other signs is refused: its numbers would mean something else.
 */
public final class TreesFile {
  private static final int MARK = 0x47505431; // GPT1
  private static final int MOST_TREES = 10_000;
  private static final int MOST_NODES = 1_000;

  private TreesFile() {}

  public static void write(Trees model, OutputStream stream) throws IOException {
    DataOutputStream out = new DataOutputStream(stream);
    out.writeInt(MARK);
    out.writeInt(Sign.values().length);
    for (Sign sign : Sign.values()) {
      out.writeUTF(sign.name());
    }
    out.writeInt(model.trees().size());
    for (Tree tree : model.trees()) {
      tree.write(out);
    }
    out.flush();
  }

  /**
   * Reads a model.
   *
   * @throws IOException when it is cut short, no model, or one for other signs
   */
  public static Trees read(InputStream stream) throws IOException {
    DataInputStream in = new DataInputStream(stream);
    if (in.readInt() != MARK) {
      throw new IOException("This is no model of signs.");
    }
    int signs = in.readInt();
    if (signs != Sign.values().length) {
      throw new IOException("The model was trained on other signs.");
    }
    for (Sign sign : Sign.values()) {
      if (!in.readUTF().equals(sign.name())) {
        throw new IOException("The model was trained on other signs.");
      }
    }
    int count = within(in.readInt(), MOST_TREES);
    List<Tree> trees = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      trees.add(tree(in));
    }
    return new Trees(trees);
  }

  private static Tree tree(DataInputStream in) throws IOException {
    int nodes = within(in.readInt(), MOST_NODES);
    int[] sign = new int[nodes];
    float[] limit = new float[nodes];
    int[] left = new int[nodes];
    int[] right = new int[nodes];
    float[] value = new float[nodes];
    for (int i = 0; i < nodes; i++) {
      sign[i] = in.readShort();
      limit[i] = in.readFloat();
      left[i] = in.readShort();
      right[i] = in.readShort();
      value[i] = in.readFloat();
    }
    float[] leaf = new float[nodes + 1];
    for (int i = 0; i <= nodes; i++) {
      leaf[i] = in.readFloat();
    }
    try {
      return new Tree(sign, limit, left, right, value, leaf);
    } catch (IllegalArgumentException malformed) {
      throw new IOException("The model is damaged.", malformed);
    }
  }

  private static int within(int count, int most) throws IOException {
    if (count < 0 || count > most) {
      throw new IOException("The model is damaged: " + count + " of at most " + most + ".");
    }
    return count;
  }
}
