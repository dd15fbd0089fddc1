package org.gatepost.store.sql;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.gatepost.correspondence.Correspondence;
import org.gatepost.correspondence.CorrespondenceLog;
import org.gatepost.correspondence.Exchange;
import org.gatepost.correspondence.Inquiry;
import org.gatepost.correspondence.Recollection;
import org.gatepost.mail.Address;
import org.gatepost.store.vault.Vault;

/**
 * Correspondence in tables. A question goes to the database three times at most, however many
 * people it is about. Messages are learned in batches; a batch is one commit, so that a crash
 * leaves all of it or nothing, and who learns, forgets or erases holds the organisation's lock
 * meanwhile: any number of processes may, one after the other. Readers wait for nobody.
 *
 * @see org.gatepost.correspondence.InMemoryCorrespondence the model of what it must answer
 */
public final class JdbcCorrespondence implements Correspondence, CorrespondenceLog {
  private final Database database;
  private final CorrespondenceKeys keys;
  private final Predicate<Address> inside;
  private final UnaryOperator<Address> identity;
  private final Forgetting forgetting;

  /**
   * Knows what its tables know.
   *
   * @param answers forgotten and erased together with it
   * @param lists forgotten and erased together with it
   * @param inside whose mail counts whether or not it is an answer
   * @param identity the one address that stands for a person with several
   */
  JdbcCorrespondence(
      Database database,
      Vault vault,
      AnswerRows answers,
      ListRows lists,
      Predicate<Address> inside,
      UnaryOperator<Address> identity) {
    this.database = database;
    this.keys = new CorrespondenceKeys(vault);
    this.inside = inside;
    this.identity = identity;
    this.forgetting = new Forgetting(database, keys, answers, lists);
  }

  @Override
  public Recollection recall(Inquiry inquiry) {
    Address self = identity.apply(inquiry.sender().person());
    long number = keys.person(self);
    return database.ask(
        handle -> new Answer(inquiry, self, keys, new RecallStatements(handle, number)).give());
  }

  @Override
  public void learn(List<Exchange> batch) {
    if (!batch.isEmpty()) {
      database.commit(
          handle -> {
            LearnStatements.lock(handle);
            new Lesson(new LearnStatements(handle), keys, inside, identity).learn(batch);
            return batch.size();
          });
    }
  }

  @Override
  public long forgetBefore(Instant then) {
    return forgetting.before(then);
  }

  @Override
  public long erase(Address person) {
    return forgetting.erase(person);
  }

  /**
   * As {@link #erase}, and writes down in the same commit that it was done. The row does not name
   * the person: it holds a number that only this store's key makes of the address.
   *
   * @param by who did it, such as the system's user
   */
  public long erase(Address person, UUID id, Instant at, String by) {
    return forgetting.erase(person, id, at, by);
  }
}
