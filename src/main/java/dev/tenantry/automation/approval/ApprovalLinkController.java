package dev.tenantry.automation.approval;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.Anonymous;

/** Where mailed links lead. Opening one decides nothing, whoever opens it, so that what looks at mails before people does not either. */
@RestController
@RequestMapping("/approvals")
class ApprovalLinkController {

    private static final String HTML = "text/html";

    private final LinkPages pages;

    ApprovalLinkController(LinkPages pages) {
        this.pages = pages;
    }

    /** The decisions that the form offers. */
    enum Decision {
        approve, reject
    }

    @GetMapping
    @Anonymous("links in mails lead here")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = HTML, schema = @Schema(type = "string")))
    @ApiResponse(responseCode = "410", content = @Content(mediaType = HTML, schema = @Schema(type = "string")))
    ResponseEntity<String> show(@RequestParam(defaultValue = "") String token,
            @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept) {
        return pages.show(token, accept);
    }

    @PostMapping(consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    @Anonymous("links in mails lead here")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = HTML, schema = @Schema(type = "string")))
    @ApiResponse(responseCode = "410", content = @Content(mediaType = HTML, schema = @Schema(type = "string")))
    ResponseEntity<String> decide(@RequestParam(defaultValue = "") String token, @RequestParam Decision decision,
            @RequestParam(required = false) @Nullable String comment,
            @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept) {
        return pages.decide(token, decision == Decision.approve, given(comment), accept);
    }

    /** A form states what nobody has written in it as empty. */
    private static @Nullable String given(@Nullable String comment) {
        return comment == null || comment.isBlank() ? null : comment;
    }
}
