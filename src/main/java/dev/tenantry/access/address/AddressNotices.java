package dev.tenantry.access.address;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.tenantry.notification.Message;
import dev.tenantry.notification.Notifications;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.access.PermittedMembers;
import dev.tenantry.shared.limit.Limit;
import dev.tenantry.shared.limit.Limits;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.work.Turns;

/** Tells by mail what of the list waits for somebody's approval, what was rejected and why, and that the rules pause. */
@Component
class AddressNotices {

    private static final String AWAITING = "An address waits for your approval";
    private static final String REJECTED = "An address that you proposed was rejected";
    private static final String PAUSED = "A super admin has the rules of addresses pause";
    private static final String RESUMED = "The rules of addresses hold again";
    private static final String WAITING = "GET /api/v1/address-rules?filter=awaitingApproval[eq]:true shows what waits.";
    private static final String LIST = "GET /api/v1/address-rules shows the list.";
    private static final String DONE = "GET /api/v1/audit-logs shows what was done.";
    private static final String NAMES = """
            select o.name as organization, coalesce(author.name, author.email) as author, proposer.email as proposer
            from organizations o left join app.members(app.org_id()) author on author.user_id = ? left join app.members(app.org_id()) proposer on proposer.user_id = ?
            where o.id = app.org_id()""";
    private static final String OWNERS = """
            select m.email from app.members(app.org_id()) m where m.role = 'owner' and m.email is not null order by m.email limit 50""";

    /** @param more where the rest is to be seen */
    private record Notice(
            String title,
            @Nullable String address,
            @Nullable String description,
            @Nullable String reason,
            @Nullable Instant until,
            String more) {}

    private record Names(String organization, @Nullable String by, @Nullable String proposer) {}

    private final JdbcClient jdbc;
    private final PermittedMembers permitted;
    private final Notifications notifications;
    private final Limits limits;
    private final TransactionTemplate transaction;

    AddressNotices(JdbcClient jdbc, PermittedMembers permitted, Notifications notifications, Limits limits,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.permitted = permitted;
        this.notifications = notifications;
        this.limits = limits;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** In the current transaction, to those who may approve it; nothing where nothing waits. Of many at once the list tells the rest. */
    void await(AllowlistEntryResponse entry) {
        if (!entry.awaitingApproval()) {
            return;
        }
        var proposer = entry.proposer();
        var names = names(proposer, proposer);
        var proposal = entry.proposal();
        var notice = proposal == null
                ? new Notice(AWAITING, entry.address(), entry.description(), null, entry.expiresAt(), WAITING)
                : new Notice(AWAITING, entry.address(), proposal.description(), null, proposal.expiresAt(), WAITING);
        permitted.emails("address-rules:update")
                .stream()
                .filter(email -> !email.equals(names.proposer))
                .filter(this::mayBeAsked)
                .forEach(email -> mail(email, names, notice));
    }

    /** Likewise, to whoever has proposed it. */
    void rejected(AllowlistEntryResponse entry, String reason) {
        var caller = Caller.current().userId();
        var proposer = entry.proposer();
        var names = names(caller, proposer);
        if (names.proposer != null && !caller.equals(proposer)) {
            mail(names.proposer, names,
                    new Notice(REJECTED, entry.address(), entry.description(), reason, null, LIST));
        }
    }

    /** To owners, behind the transaction that says so: it takes effect whether or not they can be told. @param until null: they hold again */
    void paused(UUID organization, String reason, @Nullable Instant until) {
        try {
            new TenantContext(organization, null).run(() -> transaction.executeWithoutResult(_ -> {
                var names = names(null, null);
                var notice = new Notice(until == null ? RESUMED : PAUSED, null, null, reason, until, DONE);
                owners().forEach(email -> mail(email, names, notice));
            }));
        } catch (RuntimeException failure) {
            Turns.report("the notice of a pause of address rules", failure);
        }
    }

    private boolean mayBeAsked(String email) {
        var subject = TenantContext.current().organizationId() + "/" + email;
        return limits.take(Limit.APPROVAL_MAILS_PER_MEMBER, subject).isZero();
    }

    private List<String> owners() {
        return jdbc.sql(OWNERS).query((row, _) -> row.getString("email")).list();
    }

    private Names names(@Nullable UUID by, @Nullable UUID proposer) {
        return jdbc.sql(NAMES)
                .param(by)
                .param(proposer)
                .query((row, _) -> new Names(row.getString("organization"), row.getString("author"),
                        row.getString("proposer")))
                .single();
    }

    private void mail(String email, Names names, Notice notice) {
        var values = new HashMap<>(Map.of("title", notice.title, "organization", names.organization, "address",
                text(notice.address), "description", text(notice.description), "by", text(names.by), "reason",
                text(notice.reason), "more", notice.more));
        if (notice.until != null) {
            values.put("until", notice.until.toString());
        }
        notifications.queue(Message.email(email, "address-notice", values));
    }

    private static String text(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }
}
