package org.gatepost.learn;

import java.util.Arrays;
import org.gatepost.recipient.Lessons.Lesson;
import org.gatepost.recipient.Sign;

/** Rows of signs, each with whether it was the mistake. Grows as lessons come. */
public final class TrainingSet {
  /**
   * A recipient of a message as it was weighs more than one of a made-up mistake: there is one
   * untouched message for every six lessons made of it, and false warnings are what counts.
   */
  private static final float UNTOUCHED = 6;

  private static final int SIGNS = Sign.values().length;

  private float[] signs = new float[SIGNS * 1024];
  private float[] wrong = new float[1024];
  private float[] weight = new float[1024];
  private int rows;

  public void add(Lesson lesson) {
    for (int i = 0; i < lesson.rows().size(); i++) {
      if (rows == wrong.length) {
        signs = Arrays.copyOf(signs, signs.length * 2);
        wrong = Arrays.copyOf(wrong, wrong.length * 2);
        weight = Arrays.copyOf(weight, weight.length * 2);
      }
      System.arraycopy(lesson.rows().get(i), 0, signs, rows * SIGNS, SIGNS);
      wrong[rows] = i == lesson.wrong() ? 1 : 0;
      weight[rows] = lesson.mistake().isEmpty() ? UNTOUCHED : 1;
      rows++;
    }
  }

  public int size() {
    return rows;
  }

  float[] signs() {
    return Arrays.copyOf(signs, rows * SIGNS);
  }

  float[] wrong() {
    return Arrays.copyOf(wrong, rows);
  }

  float[] weights() {
    return Arrays.copyOf(weight, rows);
  }
}
