package dev.tenantry.crm.contact;

import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.crm.follower.FollowedController;
import dev.tenantry.crm.follower.Followers;
import dev.tenantry.crm.tag.TagsOfRecords;
import dev.tenantry.crm.timeline.ActivityResponse;
import dev.tenantry.shared.access.ImpersonationAllowed;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.batch.Batches;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.web.IfMatch;

@RestController
@RequestMapping("/api/v1/contacts")
@Resource("contacts")
class ContactController extends FollowedController<ContactRequest, ContactResponse> {

    private final ContactService contacts;
    private final ContactMergers mergers;
    private final ContactDuplicates duplicates;

    ContactController(ContactService contacts, Batches batches, TagsOfRecords tags, Followers followers,
            ContactMergers mergers, ContactDuplicates duplicates) {
        super(contacts, batches, tags, followers);
        this.contacts = contacts;
        this.mergers = mergers;
        this.duplicates = duplicates;
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

    /** Contacts with an address, a number, or name and employer in common. */
    @GetMapping("/{id}/duplicates")
    @RequiresPermission("read")
    DuplicatesResponse listDuplicates(@PathVariable Long id) {
        return duplicates.of(id);
    }

    /** What a merger would make of the contact, and what would refer to it. */
    @PostMapping("/{id}/merger-preview")
    @RequiresPermission("read")
    @ImpersonationAllowed
    ContactMergerPreviewResponse previewMerge(@PathVariable Long id, @Valid @RequestBody ContactMergerRequest request) {
        return mergers.preview(id, request);
    }

    /** Takes over what another contact has and what refers to it, and moves that to the trash. */
    @PutMapping("/{id}/merger")
    @RequiresPermission({"update", "delete", "read"})
    @ImpersonationAllowed
    ContactResponse merge(@PathVariable Long id, @Valid @RequestBody ContactMergerRequest request, IfMatch ifMatch) {
        return mergers.merge(id, request, ifMatch);
    }
}
