package dev.tenantry.crm.calendar;

import java.io.IOException;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.ImpersonationAllowed;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.web.RawBody;

@RestController
@RequestMapping("/api/v1/events")
@Resource("events")
class IcsController {

    static final String ICS = "text/calendar";

    private final IcsService files;
    private final IcsImport imports;

    IcsController(IcsService files, IcsImport imports) {
        this.files = files;
        this.imports = imports;
    }

    /** The event as iCalendar, with the occurrences of its series that are otherwise. */
    @GetMapping(path = "/{id}/ics", produces = ICS)
    @RequiresPermission("read")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = ICS, schema = @Schema(type = "string")))
    ResponseEntity<String> export(@PathVariable Long id) {
        return ResponseEntity.ok().contentType(MediaType.parseMediaType(ICS + ";charset=UTF-8")).body(files.of(id));
    }

    /** Takes a file's events into the caller's calendar, all of them or none. */
    @PostMapping(path = "/import", consumes = ICS)
    @RequiresPermission({"create", "update", "read"})
    @ImpersonationAllowed
    @RawBody
    @RequestBody(required = true, content = @Content(mediaType = ICS, schema = @Schema(type = "string")))
    IcsImportResponse read(HttpServletRequest request) throws IOException {
        return imports.take(IcsBody.of(request));
    }
}
