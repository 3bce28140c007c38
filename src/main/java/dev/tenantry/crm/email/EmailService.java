package dev.tenantry.crm.email;

import java.time.Clock;
import java.util.Arrays;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListQuery;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.web.IfMatch;

/** Mails that are here: who reads them is who sees them, and who decides about them is who took part in them or captured them. */
@Service
@Transactional(readOnly = true)
class EmailService implements ListSource {

    private static final String SHOW = "select app.show_emails(app.org_id(), ?)";
    private static final String SWEEP = "select app.sweep_emails(app.org_id(), ?, ?)";
    private static final String HASHES = """
            select array(select distinct sha256 from email_attachments where organization_id = app.org_id() and email_id = ?)""";

    private final EmailRows rows;
    private final ListQuery lists;
    private final EmailDetails details;
    private final EmailAftermath aftermath;
    private final JdbcClient jdbc;
    private final Clock clock;

    EmailService(EmailRows rows, ListQuery lists, EmailDetails details, EmailAftermath aftermath,
            JdbcClient jdbc, Clock clock) {
        this.rows = rows;
        this.lists = lists;
        this.details = details;
        this.aftermath = aftermath;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public ListDefinition<?> listing() {
        return EmailList.LISTING;
    }

    @Override
    public Class<?> shows() {
        return EmailSummaryResponse.class;
    }

    Page<EmailSummaryResponse> list(ListRequest request) {
        return lists.list(EmailList.LISTING.under(EmailRows.LIVE), request, EmailRows.reader())
                .map(EmailSummaryResponse::of);
    }

    Page<EmailSummaryResponse> listTrash(ListRequest request) {
        return lists.list(EmailList.LISTING.under(EmailRows.TRASHED), request, EmailRows.reader())
                .map(EmailSummaryResponse::of);
    }

    /** What a member has brought, be it in the trash. */
    EmailDetailsResponse brought(Long id) {
        return details.of(rows.findAnywhere(id));
    }

    /** @throws ProblemException 404, 412; 403 where the member took no part in it; 409 where a rule keeps it private */
    @Transactional
    EmailDetailsResponse show(Long id, EmailVisibility to, IfMatch expected) {
        rows.lock();
        var email = rows.own(id);
        expected.check(() -> details.of(email));
        if (email.getVisibility() != to) {
            var isNews = email.show(to);
            rows.flush();
            call(SHOW, (Object) new Long[]{id});
            tell(email, isNews);
        }
        return details.of(email);
    }

    private void tell(Email email, boolean isNews) {
        if (email.isShared()) {
            aftermath.shared(email, isNews);
        } else {
            aftermath.forget(email);
        }
    }

    @Transactional
    void trash(Long id, IfMatch expected) {
        var email = rows.own(id);
        expected.check(() -> details.of(email));
        email.trash(clock.instant());
        rows.flush();
        aftermath.deleted(email);
    }

    @Transactional
    EmailDetailsResponse restore(Long id) {
        var email = rows.ownTrashed(id);
        email.restore();
        rows.flush();
        aftermath.restored(email);
        return details.of(email);
    }

    /** Deletes for good what is in the trash. @throws ProblemException 409 where it is another member's as well */
    @Transactional
    void erase(Long id, IfMatch expected) {
        rows.lock();
        var email = rows.ownTrashed(id);
        expected.check(() -> details.of(email));
        if (email.isOfOthers(TenantContext.currentUser())) {
            throw ProblemException
                    .conflict("other members took part in the mail, or captured it, too: it stays in the trash");
        }
        var thread = email.getThreadId();
        var hashes = jdbc.sql(HASHES).param(id).query((row, _) -> (String[]) row.getArray(1).getArray()).single();
        aftermath.forget(email);
        rows.remove(email);
        call(SWEEP, hashes, new Long[]{thread});
    }

    private void call(String function, Object... parameters) {
        jdbc.sql(function).params(Arrays.asList(parameters)).query((_, _) -> true).list();
    }
}
