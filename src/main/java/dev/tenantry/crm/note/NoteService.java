package dev.tenantry.crm.note;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.crm.tag.TaggedService;
import dev.tenantry.crm.timeline.Subjects;
import dev.tenantry.crm.timeline.Timeline;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.record.RecordKernel;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.text.Texts;

@Service
@Transactional(readOnly = true)
class NoteService extends TaggedService<Note, NoteRequest, NoteResponse> {

    private static final int SUMMARY = 140;
    private static final ListDefinition<Note> LISTING = ListDefinition.of(Note.class)
            .field("id", Long.class)
            .longText("body")
            .nullable("authorId", UUID.class)
            .nullable("contactId", Long.class)
            .nullable("companyId", Long.class)
            .nullable("opportunityId", Long.class)
            .nullable("leadId", Long.class)
            .field("createdAt", Instant.class)
            .field("updatedAt", Instant.class)
            .build();

    private final NoteMapper mapper;
    private final Timeline timeline;

    NoteService(RecordKernel kernel, NoteMapper mapper, Timeline timeline) {
        super(kernel, LISTING, NoteRequest.class);
        this.mapper = mapper;
        this.timeline = timeline;
    }

    @Override
    protected Set<String> identifying() {
        return Set.of();
    }

    @Override
    protected Note make(NoteRequest request) {
        return new Note(request, TenantContext.current().userId());
    }

    @Override
    protected void change(Note note, NoteRequest request) {
        note.change(request);
    }

    @Override
    protected NoteRequest state(Note note) {
        return mapper.toRequest(note);
    }

    @Override
    protected NoteResponse show(Note note) {
        return mapper.toResponse(note);
    }

    @Override
    protected void created(Note note) {
        var body = note.getBody();
        timeline.note("note.added", note.getId(),
                Texts.shown(body, SUMMARY),
                Subjects.of("contact", note.getContactId())
                        .and("company", note.getCompanyId())
                        .and("opportunity", note.getOpportunityId())
                        .and("lead", note.getLeadId()));
    }
}
