package dev.tenantry.bench.floor;

import java.sql.SQLException;
import java.util.UUID;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /3} takes three exchanges with the database, {@code /1} takes one. */
@RestController
class FloorController {

    private final ContactStore contacts;

    FloorController(ContactStore contacts) {
        this.contacts = contacts;
    }

    @GetMapping(Floor.READY)
    String ready() {
        return "ready";
    }

    @GetMapping("/{exchanges}/contacts/{id}")
    ResponseEntity<Contact> get(@PathVariable int exchanges, @PathVariable long id,
            @RequestHeader(Floor.TENANT_HEADER) UUID organization, @RequestHeader(Floor.USER_HEADER) UUID user)
            throws SQLException {
        return ResponseEntity.of(contacts.find(new Caller(organization, user), exchanges, id));
    }

    @GetMapping("/{exchanges}/contacts")
    ContactPage list(@PathVariable int exchanges, @RequestParam int limit,
            @RequestHeader(Floor.TENANT_HEADER) UUID organization, @RequestHeader(Floor.USER_HEADER) UUID user)
            throws SQLException {
        return contacts.list(new Caller(organization, user), exchanges, limit);
    }

    @GetMapping(path = "/{exchanges}/contacts", params = "company")
    ContactPage filter(@PathVariable int exchanges, @RequestParam int limit, @RequestParam String company,
            @RequestHeader(Floor.TENANT_HEADER) UUID organization, @RequestHeader(Floor.USER_HEADER) UUID user)
            throws SQLException {
        return contacts.filter(new Caller(organization, user), exchanges, company, limit);
    }

    @GetMapping(path = "/{exchanges}/contacts", params = "q")
    ContactPage search(@PathVariable int exchanges, @RequestParam int limit, @RequestParam String q,
            @RequestHeader(Floor.TENANT_HEADER) UUID organization, @RequestHeader(Floor.USER_HEADER) UUID user)
            throws SQLException {
        return contacts.search(new Caller(organization, user), exchanges, q, limit);
    }

    @PostMapping("/3/contacts")
    @ResponseStatus(HttpStatus.CREATED)
    Contact create(@RequestBody NewContact contact,
            @RequestHeader(Floor.TENANT_HEADER) UUID organization, @RequestHeader(Floor.USER_HEADER) UUID user)
            throws SQLException {
        return contacts.add(new Caller(organization, user), contact);
    }
}
