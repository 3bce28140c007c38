package dev.tenantry.crm.email;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListQuery;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantQuery;

/** Threads, each as the last mail of it that the member sees: there is none of which nobody sees a mail. */
@Service
@Transactional(readOnly = true)
class EmailThreadService implements ListSource {

    private static final String LAST = EmailRows.LIVE
            + """
                     and not exists (select 1 from Email o where o.organizationId = e.organizationId and o.threadId = e.threadId and o.deletedAt is null
                    and (o.visibleTo is null or is_any(:me, o.visibleTo)) and (o.sentAt > e.sentAt or o.sentAt = e.sentAt and o.id > e.id))""";

    private final EntityManager entities;
    private final ListQuery lists;

    EmailThreadService(EntityManager entities, ListQuery lists) {
        this.entities = entities;
        this.lists = lists;
    }

    @Override
    public ListDefinition<?> listing() {
        return EmailList.LISTING;
    }

    @Override
    public Class<?> shows() {
        return EmailThreadResponse.class;
    }

    /** Filtered, sorted and searched by the last mail of each. */
    Page<EmailThreadResponse> list(ListRequest request) {
        var page = lists.list(EmailList.LISTING.under(LAST), request, EmailRows.reader());
        var counts = counts(page.results().stream().map(Email::getThreadId).toList());
        return page.map(email -> new EmailThreadResponse(email.getThreadId(),
                Math.toIntExact(counts.getOrDefault(email.getThreadId(), 1L)), EmailSummaryResponse.of(email)));
    }

    private Map<Long, Long> counts(List<Long> threads) {
        return threads.isEmpty()
                ? Map.of()
                : TenantQuery
                        .of(entities, Object[].class, "e.threadId, count(e)", Email.class,
                                List.of(EmailRows.LIVE, "is_any(e.threadId, :threads)"), "group by e.threadId")
                        .setAll("threads", threads)
                        .set(EmailRows.reader())
                        .list()
                        .stream()
                        .collect(Collectors.toMap(row -> (Long) row[0], row -> (Long) row[1]));
    }

    /** @throws ProblemException 404 where the member sees none of its mails */
    Page<EmailSummaryResponse> emails(Long id, ListRequest request) {
        if (counts(List.of(id)).isEmpty()) {
            throw ProblemException.notFound();
        }
        return lists.list(EmailList.LISTING.under("e.threadId = :thread and " + EmailRows.LIVE), request, given(id))
                .map(EmailSummaryResponse::of);
    }

    private static Map<String, Object> given(Long id) {
        var given = new TreeMap<>(EmailRows.reader());
        given.put("thread", id);
        return given;
    }
}
