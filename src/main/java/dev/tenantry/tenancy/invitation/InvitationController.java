package dev.tenantry.tenancy.invitation;

import java.net.URI;

import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.ImpersonationAllowed;
import dev.tenantry.shared.access.NotImpersonated;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.SignedIn;
import dev.tenantry.shared.access.StepUp;
import dev.tenantry.shared.access.Unmetered;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.web.IfMatch;

@RestController
@RequestMapping("/api/v1/invitations")
class InvitationController {

    private final InvitationService invitations;
    private final InvitationAnswers answers;

    InvitationController(InvitationService invitations, InvitationAnswers answers) {
        this.invitations = invitations;
        this.answers = answers;
    }

    @GetMapping
    @RequiresPermission("invitations:read")
    Page<InvitationResponse> list(ListRequest request) {
        return invitations.list(request);
    }

    @GetMapping("/{id}")
    @RequiresPermission("invitations:read")
    InvitationResponse get(@PathVariable Long id) {
        return invitations.get(id);
    }

    @PostMapping
    @RequiresPermission("invitations:create")
    @StepUp(orKey = true)
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<InvitationResponse> create(@Valid @RequestBody InvitationRequest request) {
        var created = invitations.create(request);
        return ResponseEntity.created(URI.create("/api/v1/invitations/" + created.id())).body(created);
    }

    /** A further mail, with another link in place of the one before. */
    @PostMapping("/{id}/mails")
    @RequiresPermission({"invitations:create", "invitations:read"})
    @StepUp(orKey = true)
    InvitationResponse resend(@PathVariable Long id) {
        return invitations.resend(id);
    }

    @DeleteMapping("/{id}")
    @Unmetered
    @RequiresPermission("invitations:delete")
    @NotImpersonated
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable Long id, IfMatch ifMatch) {
        invitations.revoke(id, ifMatch);
    }

    /** What the invitation with this token is to. */
    @PostMapping("/preview")
    @SignedIn
    @ImpersonationAllowed
    InvitationPreview preview(@Valid @RequestBody AnswerRequest request) {
        return answers.preview(request.token());
    }

    /** The caller becomes a member: whoever has the token and the address that was invited. */
    @PostMapping("/acceptance")
    @SignedIn
    @StepUp
    AcceptedInvitation accept(@Valid @RequestBody AnswerRequest request) {
        return answers.accept(request.token());
    }
}
