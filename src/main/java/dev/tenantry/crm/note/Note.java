package dev.tenantry.crm.note;

import java.util.Objects;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.record.RecordEntity;

/** What somebody wrote down about somebody or something. */
@Entity
@DynamicUpdate
@Table(name = "notes")
class Note extends RecordEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "notes")
    @SequenceGenerator(name = "notes", sequenceName = "notes_id_seq", allocationSize = 50)
    private @Nullable Long id;

    private String body;
    private @Nullable UUID authorId;
    private @Nullable Long contactId;
    private @Nullable Long companyId;
    private @Nullable Long opportunityId;
    private @Nullable Long leadId;

    @SuppressWarnings("NullAway.Init")
    protected Note() {}

    @SuppressWarnings("NullAway.Init")
    Note(NoteRequest request, @Nullable UUID authorId) {
        this.authorId = authorId;
        change(request);
    }

    void change(NoteRequest request) {
        body = request.body();
        contactId = request.contactId();
        companyId = request.companyId();
        opportunityId = request.opportunityId();
        leadId = request.leadId();
    }

    @Override
    public Long getId() {
        return Objects.requireNonNull(id);
    }

    public String getBody() {
        return body;
    }

    public @Nullable UUID getAuthorId() {
        return authorId;
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

    public @Nullable Long getLeadId() {
        return leadId;
    }
}
