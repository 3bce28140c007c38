package dev.tenantry.crm.imports;

import jakarta.servlet.MultipartConfigElement;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ImportSettings.class)
class ImportConfiguration {

    /** Bytes of a form beside its file. */
    private static final long BESIDES = 64 * 1024;

    /** The only files that are uploaded are those of imports: one setting says how large they may be. They wait on disk. */
    @Bean
    MultipartConfigElement uploads(ImportSettings settings) {
        var largest = settings.maxFileSize().toBytes() + BESIDES;
        return new MultipartConfigElement("", largest, largest, 0);
    }
}
