package org.gatepost.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gatepost.mail.Address;
import org.gatepost.mail.NamedAddress;
import org.jspecify.annotations.Nullable;

/**
 * Reads the value of an address field (RFC 5322 section 3.4 and the obsolete forms of 4.4) so that
 * no address is missed that a person or a mail program would take for a recipient: where a value
 * can be read in two ways, the one that names more people is taken. An address in the quotes or the
 * comment beside another one is a name. Linear time.
 */
final class AddressListParser {
  /** A list may hide in an encoded word, in quotes, in an encoded word again. */
  private static final int HIDDEN_DEEP = 3;

  /** RFC 5321 section 4.5.3.1 allows 64 and 255 octets; nothing beyond this is an address. */
  private static final int LONGEST = 400;

  private int left;

  /**
   * @param most how many addresses are read altogether
   */
  AddressListParser(int most) {
    this.left = most;
  }

  /** True when there were more addresses than are read. */
  boolean isExhausted() {
    return left < 0;
  }

  /** Reads an unfolded field value. */
  List<NamedAddress> parse(String value) {
    Element element = new Element(HIDDEN_DEEP);
    element.read(value);
    return element.found;
  }

  /** What has been read since the last separator. */
  private final class Element {
    private final List<NamedAddress> found = new ArrayList<>();
    private final int deep;

    /** Words before an angle bracket: a name, or addresses without brackets. */
    private List<Word> words = new ArrayList<>();

    /** The name before the bracket that is open. */
    private List<Word> name = new ArrayList<>();

    private String comment = "";
    private boolean inBrackets;
    private boolean route;
    private int foundBefore;

    Element(int deep) {
      this.deep = deep;
    }

    void read(String value) {
      AddressTokens tokens = new AddressTokens(value);
      AddressTokens.Kind kind;
      while ((kind = tokens.next()) != AddressTokens.Kind.END && left >= 0) {
        switch (kind) {
          case WORD, QUOTED, ENCODED -> word(kind, tokens);
          case COMMENT ->
              comment = comment.isEmpty() ? EncodedWords.decode(tokens.value()).strip() : comment;
          case OPEN -> {
            closeBracket();
            name = words;
            words = new ArrayList<>();
            inBrackets = true;
          }
          case CLOSE -> closeBracket();
          case COLON -> colon();
          case SEPARATOR -> separator();
          case END -> {}
        }
      }
      separator();
    }

    private void word(AddressTokens.Kind kind, AddressTokens tokens) {
      String text =
          kind == AddressTokens.Kind.ENCODED ? EncodedWords.decode(tokens.value()) : tokens.value();
      Word word = new Word(kind, text, tokens.raw(), false);
      if (route && !(kind == AddressTokens.Kind.WORD && text.startsWith("@"))) {
        route = false;
      }
      if (words.isEmpty()) {
        route = inBrackets && kind == AddressTokens.Kind.WORD && text.startsWith("@");
        words.add(word);
        return;
      }
      Word last = words.getLast();
      boolean joins =
          (word.kind == AddressTokens.Kind.WORD && text.startsWith("@") && !last.isAddress())
              || (last.kind == AddressTokens.Kind.WORD && last.text.endsWith("@"))
              || (tokens.isAdjacent() && word.continuesLocalPart());
      if (joins && !route && last.raw.length() < LONGEST) {
        words.set(words.size() - 1, last.joined(word, !tokens.isAdjacent()));
      } else {
        words.add(word);
      }
    }

    private void colon() {
      if (route) {
        // Behind the colon of <@relay:mailbox> stands the address (RFC 5322 section 4.4).
        words.clear();
        route = false;
      } else if (inBrackets) {
        words.clear();
      } else {
        // A group's name, which is dropped, unless it holds an address.
        emit(words, List.of());
        words = new ArrayList<>();
        foundBefore = found.size();
      }
    }

    private void separator() {
      if (route) {
        return;
      }
      if (inBrackets) {
        closeBracket();
      }
      flush();
      foundBefore = found.size();
      comment = "";
    }

    private void closeBracket() {
      if (!inBrackets) {
        return;
      }
      inBrackets = false;
      route = false;
      List<Word> inside = words;
      words = new ArrayList<>();
      int before = found.size();
      emit(inside, name);
      if (found.size() == before) {
        hidden(inside);
      }
      if (found.size() == before) {
        words = name;
      } else {
        Address last = found.getLast().address();
        for (Word word : name) {
          // An address without quotes before the bracket: a name, or a comma is missing.
          if (!word.loose && word.isAddress() && !word.isPersonOf(last)) {
            emit(List.of(word), List.of());
          }
        }
      }
      name = new ArrayList<>();
    }

    /** Words at the end of an element: addresses without brackets, or a name without any. */
    private void flush() {
      if (words.isEmpty()) {
        return;
      }
      List<Word> plain = words;
      words = new ArrayList<>();
      emit(plain, List.of());
      if (found.size() == foundBefore) {
        hidden(plain);
      }
    }

    private void emit(List<Word> from, List<Word> named) {
      Optional<String> shown = Optional.empty();
      for (Word word : from) {
        Optional<Address> address = word.address();
        if (address.isPresent() && --left >= 0) {
          shown = shown.or(() -> Optional.of(named.isEmpty() ? comment : phrase(named)));
          found.add(new NamedAddress(shown.get(), address.get()));
        }
      }
    }

    /** Reads names in quotes or encoded words as a list, since nothing else is an address here. */
    private void hidden(List<Word> from) {
      String text = phrase(from);
      if (deep > 0 && text.indexOf('@') >= 0 && from.stream().anyMatch(Word::isOpaque)) {
        Element inner = new Element(deep - 1);
        inner.read(text);
        found.addAll(inner.found);
      }
    }
  }

  private static String phrase(List<Word> words) {
    StringBuilder out = new StringBuilder();
    for (Word word : words) {
      if (!out.isEmpty()) {
        out.append(' ');
      }
      out.append(word.kind == AddressTokens.Kind.QUOTED ? word.text : word.raw);
    }
    return EncodedWords.decode(out.toString()).strip();
  }

  /**
   * A word of a name or an address.
   *
   * @param text unquoted and decoded
   * @param raw as written
   * @param loose put together from pieces with white space between them
   */
  private record Word(AddressTokens.Kind kind, String text, String raw, boolean loose) {
    boolean isOpaque() {
      return kind != AddressTokens.Kind.WORD;
    }

    boolean isAddress() {
      return address().isPresent();
    }

    boolean isPersonOf(@Nullable Address other) {
      return other != null
          && address().map(address -> address.person().equals(other.person())).orElse(false);
    }

    Optional<Address> address() {
      if (kind != AddressTokens.Kind.WORD || text.length() > LONGEST || text.indexOf('@') < 0) {
        return Optional.empty();
      }
      String plain = text;
      if (plain.length() > 2 && plain.startsWith("'") && plain.endsWith("'")) {
        plain = plain.substring(1, plain.length() - 1);
      }
      return Address.parse(plain);
    }

    /** True for what may follow a quoted local part: {@code @example.org}, {@code .b@…}. */
    boolean continuesLocalPart() {
      return kind == AddressTokens.Kind.WORD
          && (text.startsWith("@") || (text.startsWith(".") && text.indexOf('@') > 0));
    }

    Word joined(Word next, boolean loosely) {
      String left = kind == AddressTokens.Kind.ENCODED ? text : raw;
      String right = next.kind == AddressTokens.Kind.ENCODED ? next.text : next.raw;
      return new Word(AddressTokens.Kind.WORD, left + right, raw + next.raw, loose || loosely);
    }
  }
}
