package org.gatepost.app;

import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The reference page of the command line, made from the commands themselves. */
final class CommandLineReference {
  private static final String INTRODUCTION =
      """
      # The command line

      <!-- Made from the program's own help. Change the commands, not this page. -->

      `./gatepost` finds a JDK, builds on the first run or when sources changed, and runs the
      command. `gatepost test` runs the whole test suite.

      `gatepost help` prints the help, and `gatepost help COMMAND` that of a command.

      Every command takes `--config FILE` (default `gatepost.yaml` in the current folder, if there is
      one), `--data DIR` and any number of `--set key=value`; see [the
      configuration](configuration.md).

      Exit status, the highest that applies to any of several files:

      | status | means |
      |---|---|
      | 0 | every message may go as it is; it is done |
      | 1 | something would be stopped or changed |
      | 2 | wrong use of the command line, or a message, backup or key file that is not there |
      | 65 | the input is not a message, or not a backup |
      | 69 | a needed service is down |
      | 70 | a fault of ours, or a message that could not be judged |
      | 78 | bad configuration, or the `--config FILE` is not there |

      ## Notes on check

      - The envelope comes from `--from` and `--to`; what they do not say comes from the headers: the
        first address in From, and everybody in To, Cc and Bcc. `--to @FILE` reads recipients from a
        file, one a line.
      - A Bcc field that is in the file counts as visible, as it does on the SMTP path: whoever gets
        these octets sees it.
      - Line ends may be CRLF or LF.
      - The text answer names ten recipients and counts the rest; the JSON answer names everyone.
      - A message whose headers name nobody, such as one whose recipients were all in Bcc, needs
        `--to`. Without it the call is wrong use (2), and there is no verdict: it is the envelope that
        says who would get it.
      - A message beyond a limit (`smtp.max-message-size`, the depth of nesting, the number of parts or
        header fields) is a message all the same: it gets a verdict, `unable`, and the status 70, with
        the recipients as far as they are known. The gate answers it with 5xx. Status 65 is kept for
        what is no message.
      - `--history` names old mail (mailbox, maildir, folder, `.eml`, zip or gzip). It teaches who
        writes to whom, in which conversations and cases, and which addresses are mailing lists with
        an archive (docs/correspondence.md). What cannot be read is named on standard error and
        passed over. Of `--data` only the last copies of
        LDAP and Mailman are used.
      - Links to held mail are not looked for: only the gate that issued them can tell.

      ## The verdict as JSON

      One object in one line for each message:

      | field | holds |
      |---|---|
      | `message` | the Message-ID, or the file's name |
      | `verdict` | the strictest decision: `deliver`, `split`, `seal`, `hold`, `refuse`, `unable` |
      | `policy` | the version of the policy, `sha256:…` |
      | `recipients` | for each: `address`, `field` (`to`, `cc`, `bcc` or `envelope`), `decision`, `rule` |
      | `findings` | for each: `kind`, `confidence`, `recipients` (everyone concerned), `evidence` (masked), `because`, and where it suggests other addresses `suggestions`: `wrong` and `likely` of each |
      | `offers` | what the sender may do, best first |

      """;

  private CommandLineReference() {}

  static String markdown(CommandLine line) {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    append(page, line);
    return page.toString().stripTrailing() + "\n";
  }

  private static void append(StringBuilder page, CommandLine line) {
    page.append("## ").append(line.getCommandSpec().qualifiedName()).append("\n\n```\n");
    page.append(line.getUsageMessage(Ansi.OFF)).append("```\n\n");
    line.getSubcommands().values().stream()
        .filter(command -> !command.getCommandSpec().usageMessage().hidden())
        .forEach(command -> append(page, command));
  }
}
