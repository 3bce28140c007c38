package dev.tenantry.crm.quote;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

import dev.tenantry.audit.NotAudited;
import dev.tenantry.shared.money.Money;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantEntity;
import dev.tenantry.shared.text.LocalFormat;

/** A revision of what a customer is offered. Once it is sent nothing changes any more but what becomes of it. */
@Entity
@DynamicUpdate
@Table(name = "quotes")
class Quote extends TenantEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "quotes")
    @SequenceGenerator(name = "quotes", sequenceName = "quotes_id_seq", allocationSize = 50)
    private @Nullable Long id;

    private Long opportunityId;
    private @Nullable String number;
    private int revision;
    @Enumerated(EnumType.STRING)
    private QuoteStatus status;
    private String title;
    private @Nullable String sender;
    private @Nullable Long contactId;
    private @Nullable String recipientName;
    private @Nullable String recipientEmail;
    private @Nullable String senderDetails;
    private @Nullable String recipientDetails;
    private @Nullable String language;
    private @Nullable String locale;
    private @Nullable String dateFormat;
    private String currency;
    private BigDecimal net;
    private BigDecimal tax;
    private BigDecimal gross;
    private @Nullable String terms;
    private LocalDate expiresOn;
    private @Nullable Instant expiresAt;
    private @Nullable String acceptedStage;
    @NotAudited("the answer, until the deal has been moved")
    private @Nullable Instant dueAt;
    private @Nullable Instant sentAt;
    private @Nullable UUID sentBy;
    private @Nullable Instant decidedAt;
    private @Nullable String decidedBy;
    private @Nullable String decidedFrom;
    private @Nullable String comment;

    @SuppressWarnings("NullAway.Init")
    protected Quote() {}

    @SuppressWarnings("NullAway.Init")
    private Quote(Long opportunityId, @Nullable String number, int revision, QuoteTermsRequest terms,
            QuoteTotals totals) {
        this.opportunityId = opportunityId;
        this.number = number;
        this.revision = revision;
        this.status = QuoteStatus.DRAFT;
        describe(terms);
        sum(totals);
    }

    static Quote draft(Long opportunityId, QuoteTermsRequest terms, QuoteTotals totals) {
        return new Quote(opportunityId, null, 1, terms, totals);
    }

    /** The draft that is to take this one's place. */
    Quote revise(int next, QuoteTermsRequest changed, QuoteTotals totals) {
        return new Quote(opportunityId, number, next, changed, totals);
    }

    /** @throws ProblemException 409 where it is no draft */
    void change(QuoteTermsRequest stated) {
        demandDraft();
        describe(stated);
    }

    private void describe(QuoteTermsRequest stated) {
        title = stated.title();
        contactId = stated.contactId();
        recipientName = stated.recipientName();
        recipientEmail = stated.recipientEmail();
        terms = stated.terms();
        expiresOn = stated.expiresOn();
        acceptedStage = stated.acceptedStage();
    }

    /** How it is written, and what stands in it of both: the document has that, whatever becomes of the settings and the records. */
    void address(QuoteParties parties, LocalFormat format) {
        senderDetails = parties.sender();
        recipientDetails = parties.recipient();
        language = format.language().toLanguageTag();
        locale = format.locale().toLanguageTag();
        dateFormat = format.dateFormat();
    }

    void sum(QuoteTotals totals) {
        currency = totals.currency();
        net = totals.net();
        tax = totals.tax();
        gross = totals.gross();
    }

    void demandDraft() {
        if (status != QuoteStatus.DRAFT) {
            throw ProblemException.conflict("the quote is " + status + ", and only drafts can be changed or sent");
        }
    }

    /** @param given the number, where it has none so far @param by what the organization is called @param member who sends it */
    void send(@Nullable String given, String by, Instant expiry, @Nullable UUID member, Instant now) {
        become(QuoteStatus.SENT);
        number = number == null ? given : number;
        sender = by;
        expiresAt = expiry;
        sentAt = now;
        sentBy = member;
    }

    void decide(QuoteAnswer answer, Instant now) {
        become(answer.isAccepted() ? QuoteStatus.ACCEPTED : QuoteStatus.DECLINED);
        decidedAt = now;
        decidedBy = answer.name();
        decidedFrom = answer.from();
        comment = answer.comment();
        dueAt = answer.isAccepted() && acceptedStage != null ? now : null;
    }

    /** Whether the very same has decided it since then. */
    boolean isDecidedBy(QuoteAnswer answer, Instant since) {
        return status == (answer.isAccepted() ? QuoteStatus.ACCEPTED : QuoteStatus.DECLINED)
                && answer.name().equals(decidedBy) && Objects.equals(answer.comment(), comment)
                && decidedAt != null && !decidedAt.isBefore(since);
    }

    /** What was to become of the deal has been done, or cannot be. */
    void settle() {
        dueAt = null;
    }

    void supersede() {
        become(QuoteStatus.SUPERSEDED);
    }

    /** Again it changes nothing. @throws ProblemException 409 where it is not with the customer */
    boolean withdraw() {
        if (status == QuoteStatus.WITHDRAWN) {
            return false;
        }
        become(QuoteStatus.WITHDRAWN);
        return true;
    }

    void expire() {
        become(QuoteStatus.EXPIRED);
    }

    private void become(QuoteStatus next) {
        if (!status.canTransitionTo(next)) {
            throw ProblemException.conflict("the quote is " + status + " and cannot become " + next);
        }
        status = next;
    }

    /** The contact is there no more. */
    void forgetContact() {
        contactId = null;
    }

    boolean isOver(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    boolean isDue() {
        return dueAt != null;
    }

    /** The number; nothing before there is one. */
    String called() {
        return number == null ? "" : number;
    }

    Money total() {
        return new Money(gross, currency);
    }

    QuoteTermsRequest toTerms() {
        return new QuoteTermsRequest(title, contactId, recipientName, recipientEmail, terms, expiresOn, acceptedStage);
    }

    QuoteResponse toResponse() {
        return new QuoteResponse(getId(), opportunityId, number, revision, status, title, sender, contactId,
                recipientName, recipientEmail, senderDetails, recipientDetails, language, locale, dateFormat,
                new Money(net, currency), new Money(tax, currency), total(), terms,
                expiresOn, expiresAt, acceptedStage, sentAt, decidedAt, decidedBy, decidedFrom, comment, getVersion(),
                getCreatedAt(), getUpdatedAt());
    }

    Long getId() {
        return Objects.requireNonNull(id);
    }

    Long getOpportunityId() {
        return opportunityId;
    }

    @Nullable
    String getNumber() {
        return number;
    }

    int getRevision() {
        return revision;
    }

    QuoteStatus getStatus() {
        return status;
    }

    @Nullable
    UUID getSentBy() {
        return sentBy;
    }

    LocalDate getExpiresOn() {
        return expiresOn;
    }
}
