package dev.tenantry.crm.form;

import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.ImpersonationAllowed;
import dev.tenantry.shared.access.NotImpersonated;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.access.Unmetered;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.web.IfMatch;

@RestController
@RequestMapping("/api/v1/forms/{id}")
@Resource("forms")
class FormPublicationController {

    private final FormService forms;
    private final FormVersions versions;

    FormPublicationController(FormService forms, FormVersions versions) {
        this.forms = forms;
        this.versions = versions;
    }

    /**
     * Has visitors see the form as it is now. What becomes of what they send is done with the rights of whoever publishes it, who holds those
     * to add leads and to record consents where it is to do that.
     */
    @PutMapping("/publication")
    @RequiresPermission({"update", "read"})
    @NotImpersonated
    FormResponse publish(@PathVariable Long id, IfMatch ifMatch) {
        return forms.publish(id, ifMatch);
    }

    /** Takes the form back: its address leads nowhere until it is published again. */
    @DeleteMapping("/publication")
    @Unmetered
    @RequiresPermission({"update", "read"})
    @ImpersonationAllowed
    FormResponse withdraw(@PathVariable Long id, IfMatch ifMatch) {
        return forms.become(id, FormStatus.DRAFT, ifMatch);
    }

    /** Puts the form into the archive: its address leads nowhere, and what was sent stays. */
    @PutMapping("/archival")
    @Unmetered
    @RequiresPermission({"update", "read"})
    @ImpersonationAllowed
    FormResponse archive(@PathVariable Long id, IfMatch ifMatch) {
        return forms.become(id, FormStatus.ARCHIVED, ifMatch);
    }

    /** Takes the form out of the archive, as a draft. */
    @DeleteMapping("/archival")
    @RequiresPermission({"update", "read"})
    @ImpersonationAllowed
    FormResponse unarchive(@PathVariable Long id, IfMatch ifMatch) {
        return forms.become(id, FormStatus.DRAFT, ifMatch);
    }

    /** Gives the form another address: the one before leads nowhere any more. */
    @PutMapping("/address")
    @RequiresPermission({"update", "read"})
    @ImpersonationAllowed
    FormResponse move(@PathVariable Long id, IfMatch ifMatch) {
        return forms.move(id, ifMatch);
    }

    @GetMapping("/versions")
    @RequiresPermission("read")
    Page<FormVersionResponse> versions(@PathVariable Long id, ListRequest request) {
        forms.get(id);
        return versions.list(id, request);
    }

    @GetMapping("/versions/{number}")
    @RequiresPermission("read")
    FormVersionResponse version(@PathVariable Long id, @PathVariable int number) {
        forms.get(id);
        return versions.get(id, number);
    }
}
