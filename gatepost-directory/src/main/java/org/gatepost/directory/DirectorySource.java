package org.gatepost.directory;

/** A directory somewhere else, which may be down. */
public interface DirectorySource {
  /** How one reading ended. */
  sealed interface Reading {
    /** All of it was read. */
    record Complete(Listing listing) implements Reading {}

    /**
     * It was not, or only in part, which is the same.
     *
     * @param because a sentence for the administrator, without secrets and without people's names
     */
    record Failed(String because) implements Reading {}
  }

  /** The word for it in messages and in the name of its copy: {@code ldap}, {@code mailman}. */
  String name();

  /**
   * What of its settings decides about what is read, as one text. A copy that was read with other
   * settings is a copy of something else.
   */
  String identity();

  /**
   * Reads everything. Blocks; an interrupt ends it soon.
   *
   * @return never an exception for what a server or a network may do
   */
  Reading read();
}
