package dev.tenantry;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class Tenantry {

    static void main(String... arguments) {
        SpringApplication.run(Tenantry.class, arguments);
    }
}
