package dev.tenantry.crm.contact;

import java.util.Objects;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

import dev.tenantry.audit.NotAudited;
import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.record.RecordEntity;

/** A person whom the organization knows. */
@Entity
@DynamicUpdate
@Table(name = "contacts")
class Contact extends RecordEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "contacts")
    @SequenceGenerator(name = "contacts", sequenceName = "contacts_id_seq", allocationSize = 50)
    private @Nullable Long id;

    @Column(nullable = false)
    private String name;

    private @Nullable String email;
    private @Nullable String phone;
    private @Nullable String jobTitle;
    private @Nullable String company;
    private @Nullable Long companyId;
    private @Nullable UUID ownerId;
    private @Nullable String externalId;

    /** The address in the form by which it is found. */
    @NotAudited("email")
    private @Nullable String emailKey;

    @SuppressWarnings("NullAway.Init")
    protected Contact() {}

    @SuppressWarnings("NullAway.Init")
    Contact(ContactRequest request) {
        change(request);
    }

    void change(ContactRequest request) {
        name = request.name();
        email = request.email();
        emailKey = email == null ? null : EmailAddress.canonical(email);
        phone = request.phone();
        jobTitle = request.jobTitle();
        company = request.company();
        companyId = request.companyId();
        ownerId = request.ownerId();
        externalId = request.externalId();
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

    public @Nullable String getPhone() {
        return phone;
    }

    public @Nullable String getJobTitle() {
        return jobTitle;
    }

    public @Nullable String getCompany() {
        return company;
    }

    public @Nullable Long getCompanyId() {
        return companyId;
    }

    public @Nullable UUID getOwnerId() {
        return ownerId;
    }

    public @Nullable String getExternalId() {
        return externalId;
    }
}
