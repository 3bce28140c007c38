package dev.tenantry.audit.export;

import java.io.IOException;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.audit.logs.AuditLogResponse;
import dev.tenantry.shared.access.Anonymous;

/** Where the links of exports lead. */
@RestController
class ExportLinkController {

    private static final String CSV = "text/csv";
    private static final String JSON = MediaType.APPLICATION_JSON_VALUE;
    private static final String PDF = MediaType.APPLICATION_PDF_VALUE;

    private final ExportDoor door;

    ExportLinkController(ExportDoor door) {
        this.door = door;
    }

    /** The file, for whoever has its link. */
    @GetMapping(path = "/audit-log-export", produces = {CSV, JSON, PDF})
    @Anonymous("a link that nobody guesses, which whoever may see the export has given away")
    @ApiResponse(responseCode = "200", content = {@Content(mediaType = CSV, schema = @Schema(type = "string")),
        @Content(mediaType = JSON, array = @ArraySchema(schema = @Schema(implementation = AuditLogResponse.class))),
        @Content(mediaType = PDF, schema = @Schema(type = "string", format = "binary"))})
    ResponseEntity<InputStreamResource> follow(@RequestParam(defaultValue = "") String token) throws IOException {
        return ExportFileResponses.of(door.open(token));
    }
}
