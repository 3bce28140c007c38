package dev.tenantry.crm.note;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.batch.Batches;
import dev.tenantry.shared.record.RecordController;

@RestController
@RequestMapping("/api/v1/notes")
@Resource("notes")
class NoteController extends RecordController<NoteRequest, NoteResponse> {

    NoteController(NoteService notes, Batches batches) {
        super(notes, batches);
    }

    @Override
    protected Long id(NoteResponse note) {
        return note.id();
    }
}
