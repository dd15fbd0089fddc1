package org.gatepost.app.config;

import java.util.Optional;

/** The reference page of the configuration, made from the table of keys. */
public final class ConfigurationReference {
  private static final String INTRODUCTION =
      """
      # Configuration

      <!-- Made from the program's table of keys. Change the table, not this page. -->

      Gatepost reads one YAML file, `gatepost.yaml` in the current folder or the file named by
      `--config`. Every key is optional. A key that Gatepost does not know is refused, with the
      nearest one that it knows; all problems are named at once, with file, line and column, and the
      exit status is 78.

      - `gatepost config check` says whether the file is right.
      - `gatepost config show` prints every key with its value and where the value comes from.
      - `gatepost config schema` prints a JSON Schema, so that editors complete and check the file.

      `--set key=value` sets a single key on the command line and wins over the file. Lists are
      separated by commas: `--set organisation.domains=city.example,city.test`. An empty value sets a
      list to nothing and any other key back to its default. Parts of the policy are given as YAML in
      one line: `--set 'policy.otherwise=hold'`.

      **Paths** are relative to the file that names them; in `--set`, to the current folder.

      **Secrets** never stand in the configuration. Each has two keys of which one may be given:
      `…-file` names a file whose first line is the secret, `…-env` names an environment variable.

      **Durations** are numbers with a unit: `ms`, `s`, `m`, `h`, `d` or `w`; `1h30m` is one and a half
      hours. **Sizes** are octets, or numbers with `KB`, `MB` or `GB`; one KB is 1,024 octets.

      The data folder is not a key: it is named by `--data` and holds everything that Gatepost keeps.

      `policy` has [a page of its own](policy.md).

      ## The directory's CSV files

      UTF-8, first line `address,name,kind,note`. The columns may stand in any order; only `address`
      must be there, and a row without a kind is a `person`. A broken row is named with its line, and
      the configuration is refused. For `kind` = `partner` the address is an address at the partner,
      or a bare domain (`partner.example` or `@partner.example`, sub-domains included), and `name` is
      the partner's name: domains of one name are one partner. An address at a freemail domain makes
      that one address a partner, never the whole domain.

      A kind that was left out is a guess: it does not outweigh what a list's own mail shows. LDAP and
      Mailman have [a guide](../guides/directory.md).

      Alias files are text, as `newaliases` reads them, 64 MB and a million targets at the most; what
      they include may have 256 MB. Lines of Postfix's `virtual(5)` (`address target`) may stand among
      them; one for a whole domain (`@city.example`) is not followed. A line that is no alias is named
      when Gatepost starts and by `config check`, and passed over, as mail servers do; an alias with a
      target that means nothing leads to somebody unseen. More than 20 such lines are no file of aliases:
      the configuration is refused.

      ## Keys

      """;

  private ConfigurationReference() {}

  public static String markdown() {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    String section = "";
    for (Key<?> key : Keys.all()) {
      String top = key.name().substring(0, key.name().indexOf('.'));
      if (!top.equals(section)) {
        section = top;
        page.append("### ").append(top).append("\n\n");
        page.append("| key | takes | default | |\n|---|---|---|---|\n");
      }
      page.append("| `").append(key.name()).append("` | ").append(key.type().word());
      page.append(" | ").append(standard(key)).append(" | ");
      page.append(key.description().replace("|", "\\|")).append(" |\n");
      if (isLast(key, top)) {
        page.append('\n');
      }
    }
    return page.toString().stripTrailing() + "\n";
  }

  private static boolean isLast(Key<?> key, String section) {
    var keys = Keys.all();
    int next = keys.indexOf(key) + 1;
    return next == keys.size() || !keys.get(next).name().startsWith(section + ".");
  }

  private static String standard(Key<?> key) {
    return Optional.of(key.shownStandard())
        .filter(text -> !text.isEmpty() && !text.equals("[]"))
        .map(text -> "`" + text + "`")
        .orElse("");
  }
}
