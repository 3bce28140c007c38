package dev.tenantry.crm.email;

import java.io.IOException;
import java.net.URI;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.crm.email.EmailCapture.Captured;
import dev.tenantry.crm.email.EmailCapture.Origin;
import dev.tenantry.crm.email.message.MailFile;
import dev.tenantry.shared.access.ImpersonationAllowed;
import dev.tenantry.shared.access.NotImpersonated;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.web.IfMatch;
import dev.tenantry.shared.web.RawBody;

@RestController
@RequestMapping("/api/v1/emails")
@Resource("emails")
class EmailController {

    static final String MAIL = "message/rfc822";

    private final EmailService emails;
    private final EmailReader reader;
    private final EmailCapture capture;
    private final EmailIntake intake;

    EmailController(EmailService emails, EmailReader reader, EmailCapture capture, EmailIntake intake) {
        this.reader = reader;
        this.intake = intake;
        this.emails = emails;
        this.capture = capture;
    }

    @GetMapping
    @RequiresPermission("read")
    Page<EmailSummaryResponse> list(ListRequest request) {
        return emails.list(request);
    }

    @GetMapping("/{id}")
    @RequiresPermission("read")
    EmailDetailsResponse get(@PathVariable Long id) {
        return reader.read(id);
    }

    /** Captures a mail that another program has read: 201, or 200 where it is here already. */
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @RequiresPermission({"create", "read"})
    @NotImpersonated
    @ResponseStatus(HttpStatus.CREATED)
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = EmailDetailsResponse.class)))
    @ApiResponse(responseCode = "200", description = "It was here already", content = @Content(schema = @Schema(implementation = EmailDetailsResponse.class)))
    ResponseEntity<EmailDetailsResponse> create(@Valid @RequestBody EmailRequest request) {
        return answer(capture.capture(request.toMessage(), Origin.MEMBER));
    }

    /** Captures a mail as it came (RFC 5322), 25 MB at most: 201, or 200 where it is here already. */
    @PostMapping(consumes = MAIL)
    @RequiresPermission({"create", "read"})
    @NotImpersonated
    @ResponseStatus(HttpStatus.CREATED)
    @RawBody(longest = MailFile.LONGEST)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true, content = @Content(mediaType = MAIL, schema = @Schema(type = "string")))
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = EmailDetailsResponse.class)))
    @ApiResponse(responseCode = "200", description = "It was here already", content = @Content(schema = @Schema(implementation = EmailDetailsResponse.class)))
    ResponseEntity<EmailDetailsResponse> read(HttpServletRequest request) throws IOException {
        try (var mail = MailFile.receive(request.getInputStream())) {
            return answer(intake.take(mail.read(), mail, Origin.MEMBER));
        }
    }

    private ResponseEntity<EmailDetailsResponse> answer(Captured captured) {
        var email = emails.brought(captured.id());
        return captured.isNew()
                ? ResponseEntity.created(URI.create("/api/v1/emails/" + email.id())).body(email)
                : ResponseEntity.ok(email);
    }

    /** Shows the mail to all members who may read mails, or to those alone who took part in it or captured it: one of these decides. */
    @PutMapping("/{id}/visibility")
    @RequiresPermission({"update", "read"})
    @ImpersonationAllowed
    EmailDetailsResponse show(@PathVariable Long id, @Valid @RequestBody EmailVisibilityRequest request,
            IfMatch ifMatch) {
        return emails.show(id, request.visibility(), ifMatch);
    }

    /** Moves the mail to the trash, for all who see it. */
    @DeleteMapping("/{id}")
    @RequiresPermission("delete")
    @ImpersonationAllowed
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void trash(@PathVariable Long id, IfMatch ifMatch) {
        emails.trash(id, ifMatch);
    }

    @GetMapping("/trash")
    @RequiresPermission({"delete", "read"})
    Page<EmailSummaryResponse> listTrash(ListRequest request) {
        return emails.listTrash(request);
    }

    /** Takes the mail out of the trash. */
    @PutMapping("/trash/{id}/restoration")
    @RequiresPermission({"delete", "read"})
    @ImpersonationAllowed
    EmailDetailsResponse restore(@PathVariable Long id) {
        return emails.restore(id);
    }

    /** Deletes a mail in the trash for good, unless another member took part in it or captured it as well. */
    @DeleteMapping("/trash/{id}")
    @RequiresPermission("purge")
    @ImpersonationAllowed
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void erase(@PathVariable Long id, IfMatch ifMatch) {
        emails.erase(id, ifMatch);
    }
}
