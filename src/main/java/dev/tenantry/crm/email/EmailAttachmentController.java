package dev.tenantry.crm.email;

import java.nio.charset.StandardCharsets;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.NotImpersonated;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.access.SensitiveRead;

@RestController
@RequestMapping("/api/v1/emails/{id}/attachments")
@Resource("emails")
class EmailAttachmentController {

    private static final String OCTETS = MediaType.APPLICATION_OCTET_STREAM_VALUE;

    private final EmailAttachments attachments;

    EmailAttachmentController(EmailAttachments attachments) {
        this.attachments = attachments;
    }

    /** The content, to be saved: whatever it is, nothing that others have sent is shown, or run, as a page of this one. */
    @GetMapping(path = "/{number}", produces = OCTETS)
    @RequiresPermission("read")
    @NotImpersonated
    @SensitiveRead("email.exported")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = OCTETS, schema = @Schema(type = "string", format = "binary")))
    ResponseEntity<InputStreamResource> download(@PathVariable Long id, @PathVariable int number) {
        var attachment = attachments.find(id, number);
        var disposition = ContentDisposition.attachment()
                .filename(attachment.name(), StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .body(new InputStreamResource(attachments.open(attachment)));
    }
}
