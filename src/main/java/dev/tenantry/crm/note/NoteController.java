package dev.tenantry.crm.note;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.crm.tag.TaggedController;
import dev.tenantry.crm.tag.TagsOfRecords;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.batch.Batches;

@RestController
@RequestMapping("/api/v1/notes")
@Resource("notes")
class NoteController extends TaggedController<NoteRequest, NoteResponse> {

    NoteController(NoteService notes, Batches batches, TagsOfRecords tags) {
        super(notes, batches, tags);
    }

    @Override
    protected Long id(NoteResponse note) {
        return note.id();
    }
}
