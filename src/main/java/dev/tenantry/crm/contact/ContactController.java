package dev.tenantry.crm.contact;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.crm.tag.TaggedController;
import dev.tenantry.crm.tag.TagsOfRecords;
import dev.tenantry.crm.timeline.ActivityResponse;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.batch.Batches;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;

@RestController
@RequestMapping("/api/v1/contacts")
@Resource("contacts")
class ContactController extends TaggedController<ContactRequest, ContactResponse> {

    private final ContactService contacts;

    ContactController(ContactService contacts, Batches batches, TagsOfRecords tags) {
        super(contacts, batches, tags);
        this.contacts = contacts;
    }

    @Override
    protected Long id(ContactResponse contact) {
        return contact.id();
    }

    /** What happened to or around the contact, newest first. */
    @GetMapping("/{id}/timeline")
    @RequiresPermission("read")
    Page<ActivityResponse> timeline(@PathVariable Long id, ListRequest request) {
        return contacts.timeline(id, request);
    }
}
