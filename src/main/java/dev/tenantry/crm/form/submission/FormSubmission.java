package dev.tenantry.crm.form.submission;

import java.time.Instant;
import java.util.List;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import dev.tenantry.audit.NotAudited;
import dev.tenantry.crm.form.submission.SubmissionRows.Become;
import dev.tenantry.crm.lead.CapturedConversion.Matched;
import dev.tenantry.crm.lead.CapturedConversion.Outcome;
import dev.tenantry.shared.problem.ProblemException;

/** What was sent by a form, as it came. {@link ReceivedRows} writes it first. */
@Entity
@DynamicUpdate
@Table(name = "form_submissions")
@NotAudited("its own entries, which leave out what visitors have written")
@SuppressWarnings("NullAway.Init")
class FormSubmission extends SentContent {

    @Id
    private Long id;

    @Enumerated(EnumType.STRING)
    private SubmissionStatus status;
    private @Nullable String reason;
    private @Nullable Instant putAsideAt;
    @Column(name = "is_told")
    private boolean told;
    private @Nullable Instant expiresAt;
    private int asks;
    private @Nullable Instant askAt;
    private @Nullable String confirmationHash;
    private @Nullable Instant confirmedAt;
    private @Nullable String confirmedFrom;
    private @Nullable Instant dueAt;
    private int attempts;
    private @Nullable Long leadId;
    @JdbcTypeCode(SqlTypes.JSON)
    private List<Matched> matches = List.of();

    protected FormSubmission() {}

    /** It counts: it is to become something. */
    void becomeDue(Instant now) {
        dueAt = now;
        expiresAt = null;
        askAt = null;
    }

    /** Events tell of it. @return whether they do for the first time */
    boolean tell() {
        var isFirst = !told;
        told = true;
        return isFirst;
    }

    /** A mail asks: it counts once the address is confirmed. @param hash of what the mail's link has */
    void ask(String hash, Instant expiry) {
        expiresAt = expiry;
        confirmationHash = hash;
        asks++;
        askAt = null;
        reason = null;
    }

    /** No mail asks, and what is not confirmed in time goes all the same. @param again when that is tried again; null: it is not */
    void askInVain(String why, @Nullable Instant again, Instant expiry) {
        expiresAt = expiresAt == null ? expiry : expiresAt;
        askAt = again;
        reason = why;
    }

    void confirm(@Nullable String from, Instant now) {
        become(SubmissionStatus.CONFIRMED);
        confirmedAt = now;
        confirmedFrom = from;
        becomeDue(now);
    }

    /** It has become what it was to. @param outcome null where that is nothing */
    void settle(@Nullable Outcome outcome) {
        become(SubmissionStatus.PROCESSED);
        dueAt = null;
        reason = null;
        if (outcome != null) {
            leadId = outcome.leadId();
            matches = outcome.matched();
            reason = outcome.why();
        }
    }

    /** @param next when it is tried again; null: it is not */
    void fail(String why, @Nullable Instant next) {
        attempts++;
        dueAt = next;
        reason = why;
        if (next == null) {
            become(SubmissionStatus.FAILED);
        }
    }

    /** @throws ProblemException 409 where it has not failed */
    void retry(Instant now) {
        if (status != SubmissionStatus.FAILED) {
            throw ProblemException
                    .conflict("the submission is " + status + ", and only what has failed is tried again");
        }
        become(confirmedAt == null ? SubmissionStatus.RECEIVED : SubmissionStatus.CONFIRMED);
        attempts = 1;
        reason = null;
        becomeDue(now);
    }

    /** Again it changes nothing. @return whether it did @throws ProblemException 409 where it has become something already */
    boolean putAside(String why, Instant now) {
        if (status == SubmissionStatus.SPAM) {
            return false;
        }
        become(SubmissionStatus.SPAM);
        reason = why;
        putAsideAt = now;
        dueAt = null;
        expiresAt = null;
        askAt = null;
        return true;
    }

    /** It is none after all. @throws ProblemException 409 where it is not taken for spam */
    void release() {
        if (status != SubmissionStatus.SPAM) {
            throw ProblemException.conflict("the submission is " + status + " and not taken for spam");
        }
        become(confirmedAt == null ? SubmissionStatus.RECEIVED : SubmissionStatus.CONFIRMED);
        putAsideAt = null;
        attempts = 0;
        reason = null;
    }

    private void become(SubmissionStatus next) {
        if (!status.canTransitionTo(next)) {
            throw ProblemException.conflict("the submission is " + status + " and cannot become " + next);
        }
        status = next;
    }

    boolean isDue() {
        return dueAt != null;
    }

    /** Whether its address is still to be confirmed, and may be. */
    boolean isOpen(Instant now) {
        return status == SubmissionStatus.RECEIVED && expiresAt != null && now.isBefore(expiresAt);
    }

    /** Whether nobody has confirmed it in time. */
    boolean isOver(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    boolean isSpamSince(Instant time) {
        return putAsideAt != null && !putAsideAt.isAfter(time);
    }

    /** How many mails have asked, whatever has become of it meanwhile. */
    int getAsks() {
        return asks;
    }

    boolean isToBeAsked(Instant now) {
        return askAt != null && isOpen(now);
    }

    /** Whether the link is that of the last mail. */
    boolean isAskedBy(String hash) {
        return hash.equals(confirmationHash);
    }

    @Nullable
    Long getLeadId() {
        return leadId;
    }

    /** @param records what its lead has become; null where it has none */
    SubmissionResponse toResponse(@Nullable Become records) {
        return new SubmissionResponse(id, getFormId(), getFormVersion(), status, reason, getAnswers(), getConsents(),
                getOrigin(), getEmail(), getSubmittedFrom(), getUserAgent(), getReplays(), expiresAt, asks, confirmedAt,
                confirmedFrom, leadId, records == null ? null : records.contactId(),
                records == null ? null : records.companyId(), records == null ? null : records.opportunityId(), matches,
                getVersion(), getCreatedAt(), getUpdatedAt());
    }

    Long getId() {
        return id;
    }

    @Nullable
    Instant getConfirmedAt() {
        return confirmedAt;
    }

    @Nullable
    String getConfirmedFrom() {
        return confirmedFrom;
    }

    /** Whether it has been tried before: it becomes what the form makes of it by now. */
    boolean isRetried() {
        return attempts > 0;
    }

    int getAttempts() {
        return attempts;
    }
}
