package dev.tenantry.shared.record;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.problem.ProblemException;

/** The tags on records, for what works on records of any kind. */
public interface RecordTags {

    /** The kinds of records that tags can be on. */
    Set<String> types();

    /** The ids of the tags that are called so, without regard to case and accents, by name; without what no tag is called. */
    Map<String, Long> named(Collection<String> names);

    /** The names of the tags that have these ids; without what there is no tag of. */
    Map<Long, String> names(Collection<Long> ids);

    /** @throws ProblemException where the API would refuse it: 404 where there is no such record or tag, 409 where there are too many */
    void change(Change change, Tagged tagged);

    /**
     * Changes many in one transaction, behind one query that locks the records; what is refused has changed nothing.
     *
     * @param waits whether for records and tags that somebody else is at; else they are left to be done alone
     * @param each  does the work on each, in whose name it is
     * @return in the order of the tagged: why it is refused; null where it is done, which it was perhaps already
     */
    List<@Nullable ProblemException> changeAll(Change change, List<Tagged> all, boolean waits, RecordAccess.Each each);

    /** A tag on a record, or one that is to be. @param type the record's kind */
    record Tagged(String type, Long recordId, Long tagId) {}

    /** What is done to records with tags. */
    enum Change {
        ADD, REMOVE
    }
}
