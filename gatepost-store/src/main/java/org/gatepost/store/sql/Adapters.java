package org.gatepost.store.sql;

import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.gatepost.mail.Address;
import org.gatepost.mail.Content;
import org.gatepost.store.vault.Vault;

/** The ports' implementations on one database with one set of keys. */
public final class Adapters implements AutoCloseable {
  private final AnswerRows answerRows;
  private final ListRows listRows;
  private final JdbcLists lists;
  private final JdbcAnswers answers;
  private final JdbcSpool spool;
  private final JdbcLedger ledger;
  private final JdbcAuditTrail audit;
  private final JdbcOutbox outbox;
  private final JdbcAccounts accounts;
  private final JdbcAccessLog accessLog;
  private final Retention retention;
  private final Database database;
  private final Vault vault;

  /**
   * @param subjects reads a message's subject
   */
  public Adapters(Database database, Vault vault, Function<Content, String> subjects) {
    Contents contents = new Contents(database, vault);
    Orders orders = new Orders(contents);
    this.answerRows = new AnswerRows(vault);
    this.listRows = new ListRows(vault);
    this.lists = new JdbcLists(database, listRows);
    this.answers = new JdbcAnswers(database, answerRows);
    this.spool = new JdbcSpool(database, contents, orders, vault, answerRows);
    this.ledger = new JdbcLedger(database, contents, orders);
    this.audit = new JdbcAuditTrail(database, vault);
    this.outbox = new JdbcOutbox(database, contents, vault, subjects);
    this.accounts = new JdbcAccounts(database);
    this.accessLog = new JdbcAccessLog(database, vault);
    this.retention = new Retention(database);
    this.database = database;
    this.vault = vault;
  }

  public JdbcSpool spool() {
    return spool;
  }

  public JdbcLedger ledger() {
    return ledger;
  }

  public JdbcAuditTrail audit() {
    return audit;
  }

  public JdbcOutbox outbox() {
    return outbox;
  }

  public JdbcAccounts accounts() {
    return accounts;
  }

  public JdbcAccessLog accessLog() {
    return accessLog;
  }

  public JdbcLists lists() {
    return lists;
  }

  public JdbcAnswers answers() {
    return answers;
  }

  /**
   * Who writes to whom.
   *
   * @param inside whose mail counts whether or not it is an answer
   * @param identity the one address that stands for a person with several
   */
  public JdbcCorrespondence correspondence(
      Predicate<Address> inside, UnaryOperator<Address> identity) {
    return new JdbcCorrespondence(database, vault, answerRows, listRows, inside, identity);
  }

  public Retention retention() {
    return retention;
  }

  @Override
  public void close() {
    audit.close();
  }
}
