package dev.tenantry.notification;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.listing.Filter;

/** Whether the caller may see what mails say, which hold what the runs hold that sent them. Whoever has runs implements it. */
public interface MailReading {

    /** @return of each of the runs which permissions the caller lacks to see what it holds */
    Map<Long, Set<String>> lackedToSee(Collection<Long> runs);

    /**
     * Which mails are about a record only somebody who may read it asks.
     *
     * @throws dev.tenantry.shared.problem.ProblemException 400 where it is named as none is; 403
     */
    void demandToAsk(@Nullable Filter filter);

    /** The mails that the caller may see with all that they say. */
    Seen seen();

    /**
     * @param versions of workflows, {@code workflow/3}
     * @param held     by the caller: what runs hold from elsewhere takes some of these
     */
    record Seen(Set<String> versions, Set<String> held) {}
}
