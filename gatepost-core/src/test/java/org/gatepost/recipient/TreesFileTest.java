package org.gatepost.recipient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.gatepost.recipient.Trees.Tree;
import org.junit.jupiter.api.Test;

class TreesFileTest {
  private static final Trees TREES =
      new Trees(
          List.of(
              new Tree(
                  new int[0],
                  new float[0],
                  new int[0],
                  new int[0],
                  new float[0],
                  new float[] {.5f}),
              new Tree(
                  new int[] {1, 2},
                  new float[] {1, 2},
                  new int[] {1, -1},
                  new int[] {-3, -2},
                  new float[] {0, 0},
                  new float[] {1, 2, 3})));

  @Test
  void whatWasWrittenScoresTheSame() throws IOException {
    Trees read = TreesFile.read(new ByteArrayInputStream(written()));
    Random random = new Random(1);

    for (int i = 0; i < 100; i++) {
      float[] row = new float[Sign.values().length];
      for (int j = 0; j < row.length; j++) {
        row[j] = random.nextFloat() * 4;
      }
      assertThat(read.score(row)).isEqualTo(TREES.score(row));
    }
  }

  @Test
  void aFileThatIsCutShortAnywhereIsRefused() throws IOException {
    byte[] whole = written();

    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> TreesFile.read(new ByteArrayInputStream(cut)))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void aDamagedOctetIsRefusedOrHarmless() throws IOException {
    byte[] whole = written();
    Random random = new Random(1);
    int refused = 0;

    for (int i = 0; i < whole.length; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= (byte) (1 + random.nextInt(255));
      refused += isRefused(damaged) ? 1 : 0;
    }

    assertThat(refused).isGreaterThan(whole.length / 2); // the names of the signs alone are that
  }

  private static boolean isRefused(byte[] octets) {
    try {
      TreesFile.read(new ByteArrayInputStream(octets)).score(new float[Sign.values().length]);
      return false;
    } catch (IOException refused) {
      return true;
    }
  }

  private static byte[] written() throws IOException {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    TreesFile.write(TREES, stream);
    return stream.toByteArray();
  }
}
