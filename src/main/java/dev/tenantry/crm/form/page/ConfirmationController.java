package dev.tenantry.crm.form.page;

import java.util.Locale;
import java.util.Optional;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.crm.form.submission.ConfirmationDoor;
import dev.tenantry.crm.form.submission.ConfirmationDoor.Asked;
import dev.tenantry.shared.access.Anonymous;

/** Where visitors confirm their address. Opening a link confirms nothing, whoever opens it, so that what looks at mails before people does not either. */
@RestController
@RequestMapping("/form-confirmations")
class ConfirmationController {

    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");
    private static final String TEXT_HTML = "text/html";

    private final ConfirmationDoor door;
    private final AddressConfirmationPage page;
    private final Frames frames;

    ConfirmationController(ConfirmationDoor door, AddressConfirmationPage page, Frames frames) {
        this.door = door;
        this.page = page;
        this.frames = frames;
    }

    @GetMapping
    @Anonymous("links in mails lead here")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = TEXT_HTML, schema = @Schema(type = "string")))
    ResponseEntity<String> show(@RequestParam(defaultValue = "") String token,
            HttpServletResponse response) {
        return answer(response, door.open(token), false);
    }

    @PostMapping(consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    @Anonymous("links in mails lead here")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = TEXT_HTML, schema = @Schema(type = "string")))
    ResponseEntity<String> confirm(@RequestParam(defaultValue = "") String token,
            HttpServletResponse response) {
        return answer(response, door.confirm(token), true);
    }

    private ResponseEntity<String> answer(HttpServletResponse response, Optional<Asked> asked, boolean isDone) {
        if (asked.isPresent()) {
            frames.tell(response, null);
        } else {
            frames.tellNothing(response);
        }
        var html = asked.map(one -> isDone || !one.isOpen() ? page.confirmed(one) : page.ask(one))
                .orElseGet(() -> page.nowhere(Locale.ENGLISH));
        return ResponseEntity.status(asked.isPresent() ? HttpStatus.OK : HttpStatus.NOT_FOUND)
                .contentType(HTML)
                .body(html);
    }
}
