package org.gatepost.recipient;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where quoted mail begins, and whom its headers name. Knows the forms of Outlook ({@code
 * -----Original Message-----}, {@code From: Last, First}), Notes ({@code First Last/UNIT/ORG@ORG}
 * and a date), and {@code On …, First Last <a@b.example> wrote:}.
 *
 * @param start offset of the first quoted character; the text's length when nothing is quoted
 * @param people the words of each name and address, lower case; the author first, if there is one
 * @param author whether the first of them is the author of what is quoted
 */
record QuotedHeaders(int start, List<Set<String>> people, boolean author) {
  private static final int MOST_PEOPLE = 60;
  private static final int MOST_LINES = 40;
  private static final int LONGEST_LINE = 400;
  private static final int LONGEST_AUTHOR = 80;

  private static final String MAILTO = "mailto:";
  private static final Pattern DATE =
      Pattern.compile("\\d{1,2}/\\d{1,2}/\\d{2,4},? \\d{1,2}:\\d\\d");
  private static final Pattern FIELD = Pattern.compile("^[ \\t>]*(From|To|Cc|CC|cc):\\s*(.*)");
  private static final Pattern WROTE = Pattern.compile("^[ \\t>]*On .{6,80}?, ?(.{2,120}) wrote:");
  private static final Pattern UNIT = Pattern.compile("/[\\p{L}&/ _]*(@[\\p{L}_]+)?");

  static QuotedHeaders read(String text) {
    Reader reader = new Reader(text.length());
    int at = 0;
    String before = "";
    int beforeAt = 0;
    while (at < text.length() && reader.lines < MOST_LINES) {
      int end = text.indexOf('\n', at);
      end = end < 0 ? text.length() : end;
      String line = text.substring(at, Math.min(end, at + LONGEST_LINE)).stripTrailing();
      reader.line(line, at, before, beforeAt);
      if (!line.isBlank()) {
        before = line;
        beforeAt = at;
      }
      at = end + 1;
    }
    List<Set<String>> people = new ArrayList<>(reader.authors);
    people.addAll(reader.readers);
    return new QuotedHeaders(reader.start, people, !reader.authors.isEmpty());
  }

  private static final class Reader {
    private final int length;
    private int start;
    private int lines;
    private final List<Set<String>> authors = new ArrayList<>();
    private final List<Set<String>> readers = new ArrayList<>();
    private boolean inRecipients;

    Reader(int length) {
      this.length = length;
      this.start = length;
    }

    void line(String line, int at, String before, int beforeAt) {
      if (start < length) {
        lines++;
      }
      Matcher field = FIELD.matcher(line);
      Matcher wrote = WROTE.matcher(line);
      if (field.find()) {
        begin(at);
        inRecipients = !field.group(1).equals("From");
        add(field.group(2), !inRecipients);
      } else if (wrote.find()) {
        begin(at);
        inRecipients = false;
        add(wrote.group(1), true);
      } else if (isMark(line)) {
        begin(at);
        inRecipients = false;
        Matcher date = DATE.matcher(line);
        int by = line.indexOf("Forwarded by ");
        if (by >= 0 && date.find()) {
          readers.add(words(line.substring(by + "Forwarded by ".length(), date.start())));
        }
      } else if (DATE.matcher(line).find() && line.length() < LONGEST_AUTHOR) {
        notesAuthor(line, at, before, beforeAt);
      } else if (inRecipients && (line.startsWith("  ") || line.startsWith("\t"))) {
        add(line, false);
      } else {
        inRecipients = false;
      }
    }

    /** A name and a date on one line or on two: how Notes begins a quotation. */
    private void notesAuthor(String line, int at, String before, int beforeAt) {
      Matcher date = DATE.matcher(line);
      if (!date.find()) {
        return;
      }
      String name = line.substring(0, date.start()).replaceAll("\\s+on\\s*$", "").strip();
      boolean onOwnLine = name.isEmpty() || name.equals(">");
      String who = onOwnLine ? before : name;
      if (who.length() < LONGEST_AUTHOR && looksLikeName(who)) {
        begin(onOwnLine ? beforeAt : at);
        add(who, true);
      }
      inRecipients = false;
    }

    private static boolean looksLikeName(String text) {
      int letters = 0;
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        letters += Character.isLetter(c) ? 1 : 0;
        if ("?!;:".indexOf(c) >= 0) {
          return false;
        }
      }
      return letters > 2 && text.split("\\s+", -1).length <= 7;
    }

    private void begin(int at) {
      start = Math.min(start, at);
    }

    private void add(String value, boolean author) {
      if (author) {
        if (authors.isEmpty()) {
          Set<String> words = words(value);
          if (!words.isEmpty()) {
            authors.add(words);
          }
        }
        return;
      }
      boolean lastFirst = value.indexOf(';') >= 0 || !(value.contains("/") || value.contains("@"));
      for (String one : value.split(lastFirst ? ";" : ",", -1)) {
        Set<String> words = words(one);
        if (!words.isEmpty() && readers.size() < MOST_PEOPLE) {
          readers.add(words);
        }
      }
    }

    private static Set<String> words(String name) {
      Set<String> words = new LinkedHashSet<>();
      for (String token : name.toLowerCase(Locale.ROOT).split("[\\s,;<>()\"\\[\\]]+", -1)) {
        if (token.indexOf('@') > 0 && token.indexOf('.') > 0) {
          words.add(
              Wording.unwrapped(
                  token.startsWith(MAILTO) ? token.substring(MAILTO.length()) : token));
        }
      }
      String plain = UNIT.matcher(name.toLowerCase(Locale.ROOT)).replaceAll(" ");
      for (String token : plain.split("[^\\p{L}'\\-]+", -1)) {
        if (token.length() > 1) {
          words.add(token);
        }
      }
      return words;
    }

    private static boolean isMark(String line) {
      String text = line.strip();
      int i = 0;
      while (i < text.length() && (text.charAt(i) == '>' || text.charAt(i) == ' ')) {
        i++;
      }
      return text.startsWith("---", i)
          && (text.contains("Original Message")
              || text.contains("Forwarded by")
              || text.contains("Forwarded message"));
    }
  }
}
