package dev.tenantry.crm.lead;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

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
import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.text.TelephoneNumber;

/** Somebody who may become a customer. */
@Entity
@DynamicUpdate
@Table(name = "leads")
class Lead extends Provenance {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "leads")
    @SequenceGenerator(name = "leads", sequenceName = "leads_id_seq", allocationSize = 50)
    private @Nullable Long id;

    private String name;
    private @Nullable String email;
    /** The address in the form by which it is found. */
    @NotAudited("email")
    private @Nullable String emailKey;
    private @Nullable String phone;
    /** What the number is found by. */
    @NotAudited("phone")
    private String[] phoneKeys = {};
    private @Nullable String company;
    private @Nullable String domain;
    private @Nullable String jobTitle;
    private @Nullable String message;
    @Enumerated(EnumType.STRING)
    private LeadStatus status = LeadStatus.NEW;
    private @Nullable String unqualifiedReason;
    private @Nullable UUID ownerId;
    private @Nullable Long contactId;
    private @Nullable Long companyId;
    private @Nullable Long opportunityId;
    private @Nullable Instant convertedAt;
    private @Nullable UUID convertedBy;
    @NotAudited("status")
    private @Nullable Instant firstResponseAt;
    private @Nullable String externalId;

    @SuppressWarnings("NullAway.Init")
    protected Lead() {}

    /** @param region whose telephone numbers need no country code; asked only where one is stated */
    @SuppressWarnings("NullAway.Init")
    Lead(LeadRequest request, Supplier<@Nullable String> region) {
        become(request.status() == null ? LeadStatus.NEW : request.status(), request.unqualifiedReason());
        describe(request, region);
    }

    /**
     * @param now null: where it is no person who does it
     * @throws ProblemException 422 before anything has changed
     */
    void change(LeadRequest request, Supplier<@Nullable String> region, @Nullable Instant now) {
        var before = status;
        become(request.status() == null ? status : request.status(), request.unqualifiedReason());
        if (status != before && now != null) {
            answered(now);
        }
        describe(request, region);
    }

    private void describe(LeadRequest request, Supplier<@Nullable String> region) {
        name = request.name();
        email = request.email();
        emailKey = email == null ? null : EmailAddress.canonical(email);
        call(request.phone(), region);
        company = request.company();
        domain = request.domain();
        jobTitle = request.jobTitle();
        message = request.message();
        cameFrom(request);
        ownerId = request.ownerId();
        externalId = request.externalId();
    }

    private void call(@Nullable String number, Supplier<@Nullable String> region) {
        if (!Objects.equals(phone, number)) {
            phone = number;
            phoneKeys = number == null
                    ? new String[0]
                    : TelephoneNumber.read(number, region.get()).keys().toArray(String[]::new);
        }
    }

    /** A reason that is stated as it was is that of the status before, which is no more. */
    private void become(LeadStatus next, @Nullable String reason) {
        if (next != status && (next == LeadStatus.CONVERTED || status == LeadStatus.CONVERTED)) {
            throw ProblemException.invalid("status", "by-conversion", next == LeadStatus.CONVERTED
                    ? "a lead is converted by PUT /leads/{id}/conversion"
                    : "a lead that has been converted goes back by DELETE /leads/{id}/conversion");
        }
        if (next != LeadStatus.UNQUALIFIED && reason != null && !reason.equals(unqualifiedReason)) {
            throw ProblemException.invalid("unqualifiedReason", "not-unqualified",
                    "leads that are unqualified have a reason, and no others");
        }
        if (status.canTransitionTo(next)) {
            status = next;
        }
        unqualifiedReason = next == LeadStatus.UNQUALIFIED ? reason : null;
    }

    /** Somebody has done something about it. */
    void answered(Instant now) {
        if (firstResponseAt == null) {
            firstResponseAt = now;
        }
    }

    boolean canBeConverted() {
        return status.canTransitionTo(LeadStatus.CONVERTED);
    }

    /** @param by null: no person */
    void convert(Converted into, @Nullable UUID by, Instant now) {
        status = LeadStatus.CONVERTED;
        contactId = into.contactId();
        companyId = into.companyId();
        opportunityId = into.opportunityId();
        convertedBy = by;
        convertedAt = now;
        if (by != null) {
            answered(now);
        }
    }

    /** @param before what it was before it was converted */
    void takeBack(LeadStatus before) {
        status = before;
        contactId = null;
        companyId = null;
        opportunityId = null;
        convertedBy = null;
        convertedAt = null;
    }

    @Override
    public Long getId() {
        return Objects.requireNonNull(id);
    }

    public String getName() {
        return name;
    }

    public @Nullable String getEmail() {
        return email;
    }

    /** What its number is found by, in whatever spelling. */
    Set<String> phoneKeys() {
        return Set.copyOf(List.of(phoneKeys));
    }

    public @Nullable String getPhone() {
        return phone;
    }

    public @Nullable String getCompany() {
        return company;
    }

    public @Nullable String getDomain() {
        return domain;
    }

    public @Nullable String getJobTitle() {
        return jobTitle;
    }

    public @Nullable String getMessage() {
        return message;
    }

    public LeadStatus getStatus() {
        return status;
    }

    public @Nullable String getUnqualifiedReason() {
        return unqualifiedReason;
    }

    public @Nullable UUID getOwnerId() {
        return ownerId;
    }

    public @Nullable Long getContactId() {
        return contactId;
    }

    public @Nullable Long getCompanyId() {
        return companyId;
    }

    public @Nullable Long getOpportunityId() {
        return opportunityId;
    }

    public @Nullable Instant getConvertedAt() {
        return convertedAt;
    }

    public @Nullable UUID getConvertedBy() {
        return convertedBy;
    }

    public @Nullable Instant getFirstResponseAt() {
        return firstResponseAt;
    }

    public @Nullable String getExternalId() {
        return externalId;
    }
}
