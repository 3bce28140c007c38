package dev.tenantry.access.address;

import dev.tenantry.support.Person;
import dev.tenantry.support.RawHttp;

/** Somebody's requests, as a trusted proxy passes them on from an address. */
record From(int port, String address) {

    /** The answer's head and body. */
    String get(String path, Person person) {
        return send("GET", path, "Authorization: Bearer " + person.accessToken() + "\r\n", "");
    }

    String get(String path, String key) {
        return send("GET", path, "Authorization: Bearer " + key + "\r\n", "");
    }

    String send(String method, String path, String headers, String body) {
        return RawHttp.send(port,
                method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: " + address + "\r\n" + headers
                        + (body.isEmpty()
                                ? ""
                                : "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n")
                        + "Connection: close\r\n\r\n" + body,
                "127.0.0.2");
    }
}
