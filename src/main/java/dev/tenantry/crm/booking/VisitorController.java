package dev.tenantry.crm.booking;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.Anonymous;

/** Where visitors see what they have booked, move it and cancel it. Opening the link does neither, whoever opens it. */
@RestController
@RequestMapping("/bookings/{link}")
class VisitorController {

    private static final String HTML = "text/html";

    private final VisitorPages pages;

    VisitorController(VisitorPages pages) {
        this.pages = pages;
    }

    /** What the form offers. */
    enum Action {
        cancel, move
    }

    @GetMapping
    @Anonymous("links in mails lead here")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = HTML, schema = @Schema(type = "string")))
    @ApiResponse(responseCode = "410", content = @Content(mediaType = HTML, schema = @Schema(type = "string")))
    ResponseEntity<String> show(@PathVariable String link, @RequestParam(defaultValue = "") String zone,
            @RequestParam(defaultValue = "") String from,
            @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept) {
        return pages.show(link, new PageQuery(zone, "", "week", from), accept);
    }

    @PostMapping(consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    @Anonymous("links in mails lead here")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = HTML, schema = @Schema(type = "string")))
    @ApiResponse(responseCode = "410", content = @Content(mediaType = HTML, schema = @Schema(type = "string")))
    ResponseEntity<String> change(@PathVariable String link, @RequestParam Action action,
            @RequestParam(defaultValue = "") String startAt,
            @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept) {
        return action == Action.cancel ? pages.cancel(link, accept) : pages.move(link, startAt, accept);
    }
}
