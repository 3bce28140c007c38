package dev.tenantry.crm.booking;

import java.net.URI;
import java.time.LocalDate;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.Anonymous;

/** Where visitors book: a page for people, which does without script, and the same as JSON. */
@RestController
@RequestMapping("/book/{link}")
class PublicBookingController {

    private static final String HTML = "text/html";
    private static final String WHY = "whoever has a page's link books by it";

    private final BookingDoor door;
    private final BookingPages pages;

    PublicBookingController(BookingDoor door, BookingPages pages) {
        this.door = door;
        this.pages = pages;
    }

    /** What is free, by days: of a month, or of a week. */
    @GetMapping
    @Anonymous(WHY)
    @ApiResponse(responseCode = "200", content = @Content(mediaType = HTML, schema = @Schema(type = "string")))
    ResponseEntity<String> show(@PathVariable String link, @RequestParam(defaultValue = "") String zone,
            @RequestParam(defaultValue = "") String duration, @RequestParam(defaultValue = "") String view,
            @RequestParam(defaultValue = "") String from,
            @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept) {
        return pages.show(link, new PageQuery(zone, duration, view, from), accept);
    }

    /** What is asked of whoever books a time. */
    @GetMapping("/form")
    @Anonymous(WHY)
    @ApiResponse(responseCode = "200", content = @Content(mediaType = HTML, schema = @Schema(type = "string")))
    ResponseEntity<String> form(@PathVariable String link, @RequestParam(defaultValue = "") String zone,
            @RequestParam(defaultValue = "") String duration, @RequestParam(defaultValue = "") String start,
            @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept) {
        return pages.form(link, start, new PageQuery(zone, duration, "", ""), accept);
    }

    /** Books what a form says, and goes on to what has been booked. */
    @PostMapping(consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    @Anonymous(WHY)
    @ApiResponse(responseCode = "303", content = @Content)
    ResponseEntity<String> submit(@PathVariable String link, @RequestParam(defaultValue = "") String startAt,
            @RequestParam(defaultValue = "") String duration, @RequestParam(defaultValue = "") String timeZone,
            @RequestParam(defaultValue = "") String name, @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String website,
            @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept,
            @Parameter(hidden = true) HttpServletRequest http) {
        return pages.submit(link, new BookingForm(startAt, duration, timeZone, name, email, website,
                http::getParameterValues), accept);
    }

    /** What the page offers, and what it asks. */
    @GetMapping(path = "/offer")
    @Anonymous(WHY)
    OfferResponse offer(@PathVariable String link) {
        return OfferResponse.of(door.open(link).offer());
    }

    /** What is free on these days of the zone, which are 31 at most. */
    @GetMapping("/slots")
    @Anonymous(WHY)
    SlotsResponse slots(@PathVariable String link, @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable Integer duration,
            @RequestParam(required = false) @Nullable String zone) {
        return door.slots(link, from, to, duration, zone);
    }

    /** Books one of them. */
    @PostMapping("/bookings")
    @Anonymous(WHY)
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Booked> book(@PathVariable String link, @Valid @RequestBody BookingRequest request) {
        var booked = door.book(link, request);
        var answer = ResponseEntity.status(HttpStatus.CREATED).cacheControl(CacheControl.noStore());
        return booked.url() == null ? answer.body(booked) : answer.location(URI.create(booked.url())).body(booked);
    }
}
