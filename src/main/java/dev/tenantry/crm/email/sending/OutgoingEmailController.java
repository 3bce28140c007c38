package dev.tenantry.crm.email.sending;

import java.io.IOException;
import java.net.URI;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.crm.email.message.MailFile;
import dev.tenantry.shared.access.NotImpersonated;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.web.RawBody;

/** Mails that the caller writes. */
@RestController
@RequestMapping("/api/v1/outgoing-emails")
@Resource("emails")
class OutgoingEmailController {

    private static final String MAIL = "message/rfc822";

    private final OutgoingEmails emails;

    OutgoingEmailController(OutgoingEmails emails) {
        this.emails = emails;
    }

    /** Sends a mail: it is kept with this request, and on its way once that is answered. */
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @RequiresPermission({"send", "create", "read"})
    @NotImpersonated
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<OutgoingEmailResponse> send(@Valid @RequestBody OutgoingEmailRequest request) {
        return answer(emails.send(request));
    }

    /**
     * Sends a mail that another program has composed (RFC 5322), with its attachments. Of its header To, Cc, Bcc, Subject, In-Reply-To and References
     * count: who it is from, and by which id it is known, is not the program's to say.
     */
    @PostMapping(consumes = MAIL)
    @RequiresPermission({"send", "create", "read"})
    @NotImpersonated
    @ResponseStatus(HttpStatus.CREATED)
    @RawBody(longest = MailFile.LONGEST)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true, content = @Content(mediaType = MAIL, schema = @Schema(type = "string")))
    ResponseEntity<OutgoingEmailResponse> sendComposed(HttpServletRequest request) throws IOException {
        try (var mail = MailFile.receive(request.getInputStream())) {
            return answer(emails.send(mail.read()));
        }
    }

    private static ResponseEntity<OutgoingEmailResponse> answer(OutgoingEmailResponse sent) {
        return ResponseEntity.created(URI.create("/api/v1/emails/" + sent.id())).body(sent);
    }
}
