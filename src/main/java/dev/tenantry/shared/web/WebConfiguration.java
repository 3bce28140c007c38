package dev.tenantry.shared.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.validation.autoconfigure.ValidationConfigurationCustomizer;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.core.task.TaskDecorator;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.cbor.JacksonCborHttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.http.converter.yaml.JacksonYamlHttpMessageConverter;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.type.LogicalType;

import dev.tenantry.shared.access.AccessInterceptor;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.time.ApplicationClock;
import dev.tenantry.shared.time.Rfc3339;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebSettings.class)
class WebConfiguration implements WebMvcConfigurer {

    private final AccessInterceptor access;
    private final RequestMapper requests;
    private final List<HandlerMethodArgumentResolver> resolvers;
    private final EntityTags tags;

    WebConfiguration(AccessInterceptor access, List<HandlerMethodArgumentResolver> resolvers,
            RequestMapper requests, EntityTags tags) {
        this.access = access;
        this.requests = requests;
        this.resolvers = resolvers;
        this.tags = tags;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(access);
        registry.addInterceptor(new ParameterInterceptor());
        registry.addInterceptor(new AcceptInterceptor());
        registry.addInterceptor(new UploadForm());
        registry.addInterceptor(new BodilessRequests());
    }

    /** Of queries and paths as of bodies. */
    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(String.class, Instant.class, Rfc3339::time);
        registry.addConverter(String.class, LocalDate.class, Rfc3339::date);
        registry.addConverterFactory(new EnumValues());
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> registered) {
        registered.addAll(resolvers);
        registered.add(new IfMatchResolver(tags));
    }

    /** The API speaks JSON; libraries that are there for its description and for WebAuthn bring others. */
    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
        builder.configureMessageConvertersList(converters -> {
            converters.removeIf(converter -> converter instanceof JacksonYamlHttpMessageConverter
                    || converter instanceof JacksonCborHttpMessageConverter);
            converters.replaceAll(converter -> converter.getClass() == JacksonJsonHttpMessageConverter.class
                    ? new JacksonJsonHttpMessageConverter(requests.json())
                    : converter);
        });
    }

    @Configuration(proxyBeanMethods = false)
    static class Basics {

        /** A number or a truth value is no text, although it could be read as one. */
        @Bean
        JsonMapperBuilderCustomizer textIsText() {
            return builder -> builder.withCoercionConfig(LogicalType.Textual,
                    config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail));
        }

        /** In place of Spring Boot's. */
        @Bean
        LocalValidatorFactoryBean defaultValidator(ApplicationContext messages,
                ObjectProvider<ValidationConfigurationCustomizer> customizers) {
            return new BoundedValidator(messages, customizers.orderedStream());
        }

        @Bean
        JsonMapperBuilderCustomizer whatIsShownCanBeStated() {
            return builder -> builder.addHandler(new Restatement.Collector());
        }

        @Bean
        Clock clock() {
            return new ApplicationClock();
        }

        @Bean
        WebMvcRegistrations webMvcRegistrations() {
            return new WebMvcRegistrations() {

                @Override
                public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
                    return new IndexedHandlerMapping();
                }
            };
        }

        /** Work handed to an executor keeps its tenant. */
        @Bean
        TaskDecorator tenantTaskDecorator() {
            return TenantContext::wrap;
        }
    }

    private record IfMatchResolver(EntityTags tags) implements HandlerMethodArgumentResolver {

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == IfMatch.class;
        }

        @Override
        public Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binders) {
            return IfMatch.of(Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class)), tags);
        }
    }
}
