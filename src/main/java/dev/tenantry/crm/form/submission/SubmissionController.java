package dev.tenantry.crm.form.submission;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.ImpersonationAllowed;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.web.IfMatch;

@RestController
@RequestMapping("/api/v1/form-submissions")
@Resource("forms")
class SubmissionController {

    private final SubmissionService submissions;
    private final SubmissionProcessing processing;

    SubmissionController(SubmissionService submissions, SubmissionProcessing processing) {
        this.submissions = submissions;
        this.processing = processing;
    }

    @GetMapping
    @RequiresPermission("read")
    Page<SubmissionResponse> list(ListRequest request) {
        return submissions.list(request);
    }

    @GetMapping("/{id}")
    @RequiresPermission("read")
    SubmissionResponse get(@PathVariable Long id) {
        return submissions.get(id);
    }

    /** Takes it out of the spam: it counts from now on. */
    @DeleteMapping("/{id}/spam-mark")
    @RequiresPermission({"moderate", "read"})
    @ImpersonationAllowed
    SubmissionResponse release(@PathVariable Long id, IfMatch ifMatch) {
        return afterwards(submissions.release(id, ifMatch));
    }

    /** Puts it with the spam: nothing becomes of it. */
    @PutMapping("/{id}/spam-mark")
    @RequiresPermission({"moderate", "read"})
    @ImpersonationAllowed
    SubmissionResponse putAside(@PathVariable Long id, IfMatch ifMatch) {
        return submissions.putAside(id, ifMatch);
    }

    /** Tries once more what has failed. */
    @PutMapping("/{id}/processing")
    @RequiresPermission({"moderate", "read"})
    @ImpersonationAllowed
    SubmissionResponse retry(@PathVariable Long id, IfMatch ifMatch) {
        return afterwards(submissions.retry(id, ifMatch));
    }

    /** Has a mail ask once more whether the address is right; the link of the mail before leads nowhere any more. */
    @PutMapping("/{id}/confirmation-request")
    @RequiresPermission({"moderate", "read"})
    @ImpersonationAllowed
    SubmissionResponse ask(@PathVariable Long id, IfMatch ifMatch) {
        return submissions.ask(id, ifMatch);
    }

    /** Deletes it for good. */
    @DeleteMapping("/{id}")
    @RequiresPermission("purge")
    @ImpersonationAllowed
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable Long id, IfMatch ifMatch) {
        submissions.delete(id, ifMatch);
    }

    private SubmissionResponse afterwards(SubmissionResponse due) {
        processing.attempt(due.id());
        return submissions.get(due.id());
    }
}
