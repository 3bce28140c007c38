package dev.tenantry.crm.form.page;

import java.net.URI;
import java.util.List;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.crm.form.PublishedForm;
import dev.tenantry.crm.form.submission.SubmissionDoor;
import dev.tenantry.shared.access.Anonymous;

/** The pages by which visitors fill in forms. They work without a script, and set no cookie. */
@RestController
@RequestMapping("/f/{token}")
class FormPageController {

    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");
    private static final String TEXT_HTML = "text/html";

    private final SubmissionDoor door;
    private final FormPages pages;
    private final FormFiles files;
    private final Frames frames;

    FormPageController(SubmissionDoor door, FormPages pages, FormFiles files, Frames frames) {
        this.door = door;
        this.pages = pages;
        this.files = files;
        this.frames = frames;
    }

    /** The form. Fields are filled in to begin with by parameters of their names. */
    @GetMapping
    @Anonymous("visitors fill in forms here")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = TEXT_HTML, schema = @Schema(type = "string")))
    ResponseEntity<String> show(@PathVariable String token, HttpServletRequest request,
            HttpServletResponse response) {
        return door.open(token)
                .map(form -> page(response, form, HttpStatus.OK,
                        pages.form(form, FormParameters.prefill(form, request), null)))
                .orElseGet(() -> nowhere(response));
    }

    /** Sends it. What cannot be read is shown again as it was written, with what is the matter. */
    @PostMapping(consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    @Anonymous("visitors fill in forms here")
    @RequestBody(required = true, description = "The fields by their names, `_token` as the page has it, and `_consent0` and so on where those are ticked", content = @Content(mediaType = MediaType.APPLICATION_FORM_URLENCODED_VALUE, schema = @Schema(type = "object")))
    @ApiResponse(responseCode = "303", description = "It was sent: Location is where visitors go then")
    @ApiResponse(responseCode = "409", content = @Content(mediaType = TEXT_HTML, schema = @Schema(type = "string")))
    @ApiResponse(responseCode = "422", content = @Content(mediaType = TEXT_HTML, schema = @Schema(type = "string")))
    ResponseEntity<String> send(@PathVariable String token, HttpServletRequest request,
            HttpServletResponse response) {
        var opened = door.open(token);
        if (opened.isEmpty()) {
            return nowhere(response);
        }
        var typed = FormParameters.typed(request);
        var submitted = door.submit(opened.get(), FormParameters.pageToken(request),
                FormParameters.sent(typed, request));
        var form = submitted.form();
        return switch (submitted.result()) {
            case ACCEPTED -> sent(response, form, typed.isFramed());
            case STALE -> page(response, form, HttpStatus.CONFLICT, pages.form(form, typed, "stale"));
            case SENT_BEFORE -> page(response, form, HttpStatus.CONFLICT, pages.form(form, typed, "sent-before"));
            case FAULTY -> page(response, form, HttpStatus.UNPROCESSABLE_CONTENT, pages.form(form, typed
                    .with(submitted.answers() == null ? List.of() : submitted.answers().faults()), null));
        };
    }

    @GetMapping("/thanks")
    @Anonymous("visitors come here once they have sent a form")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = TEXT_HTML, schema = @Schema(type = "string")))
    ResponseEntity<String> thanks(@PathVariable String token,
            @RequestParam(name = "_embed", required = false) @Nullable String embed,
            HttpServletResponse response) {
        return door.open(token)
                .map(form -> page(response, form, HttpStatus.OK, pages.thanks(form, embed != null)))
                .orElseGet(() -> nowhere(response));
    }

    /** The script that puts the form into the page which has it. */
    @GetMapping("/embed.js")
    @Anonymous("pages of others have the form by this script")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = "text/javascript", schema = @Schema(type = "string")))
    ResponseEntity<String> embed(@PathVariable String token) {
        return file(door.open(token).map(files::embed).orElse(null), "text/javascript;charset=UTF-8");
    }

    @GetMapping("/page.js")
    @Anonymous("the form's page has it")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = "text/javascript", schema = @Schema(type = "string")))
    ResponseEntity<String> script(@PathVariable String token) {
        return file(door.open(token).map(_ -> files.script()).orElse(null), "text/javascript;charset=UTF-8");
    }

    @GetMapping("/style.css")
    @Anonymous("the form's page has it")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = "text/css", schema = @Schema(type = "string")))
    ResponseEntity<String> style(@PathVariable String token) {
        return file(door.open(token).map(files::style).orElse(null), "text/css;charset=UTF-8");
    }

    private ResponseEntity<String> sent(HttpServletResponse response, PublishedForm form, boolean isFramed) {
        frames.tell(response, form);
        var redirect = form.content().redirectUrl();
        // Relative: whatever stands before the address is what the visitor has come by.
        var thanks = form.address() + "/thanks" + (isFramed ? "?_embed=1" : "");
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(redirect == null || isFramed ? thanks : redirect))
                .build();
    }

    private ResponseEntity<String> page(HttpServletResponse response, PublishedForm form, HttpStatus status,
            String html) {
        frames.tell(response, form);
        return ResponseEntity.status(status).contentType(HTML).body(html);
    }

    private ResponseEntity<String> nowhere(HttpServletResponse response) {
        frames.tellNothing(response);
        return ResponseEntity.status(HttpStatus.NOT_FOUND).contentType(HTML).body(pages.nowhere());
    }

    private static ResponseEntity<String> file(@Nullable String text, String type) {
        return text == null
                ? ResponseEntity.notFound().build()
                : ResponseEntity.ok().contentType(MediaType.parseMediaType(type)).body(text);
    }
}
