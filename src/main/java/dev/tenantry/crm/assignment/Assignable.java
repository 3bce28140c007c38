package dev.tenantry.crm.assignment;

import org.jspecify.annotations.Nullable;

/** A kind of records that rules give to members: a bean of each that has an {@code ownerId}. */
public interface Assignable {

    /** The kind of record: {@code lead}. */
    String type();

    /** Which of a member's records are work yet to be done, as their list is filtered; null: all. */
    @Nullable
    String open();
}
