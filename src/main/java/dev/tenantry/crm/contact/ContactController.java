package dev.tenantry.crm.contact;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.batch.Batches;
import dev.tenantry.shared.record.RecordController;

@RestController
@RequestMapping("/api/v1/contacts")
@Resource("contacts")
class ContactController extends RecordController<ContactRequest, ContactResponse> {

    ContactController(ContactService contacts, Batches batches) {
        super(contacts, batches);
    }

    @Override
    protected Long id(ContactResponse contact) {
        return contact.id();
    }
}
