package io.continuo.app;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.util.FileSize;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

import java.nio.file.Path;

/**
 * Where log lines go: nowhere but to a file in the data directory, so that a terminal shows results
 * only.
 */
public final class Logging {
    private static final String PATTERN =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %thread %logger{30} %msg%n";
    private static final String MOST_PER_FILE = "16MB";
    private static final String MOST_OF_ALL = "256MB";
    private static final int DAYS = 30;

    private Logging() {}

    /** Sends what libraries log through java.util.logging the same way as everything else. */
    static void quiet() {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    /** Logs to {@code <data>/log/continuo.log} from now on, a file a day, bounded in size. */
    public static void toFile(Path data) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return;
        }
        Path directory = data.resolve("log");
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        encoder.start();

        RollingFileAppender<ILoggingEvent> file = new RollingFileAppender<>();
        SizeAndTimeBasedRollingPolicy<ILoggingEvent> rolling =
                new SizeAndTimeBasedRollingPolicy<>();
        rolling.setContext(context);
        rolling.setParent(file);
        rolling.setFileNamePattern(directory.resolve("continuo.%d.%i.log.gz").toString());
        rolling.setMaxFileSize(FileSize.valueOf(MOST_PER_FILE));
        rolling.setTotalSizeCap(FileSize.valueOf(MOST_OF_ALL));
        rolling.setMaxHistory(DAYS);
        rolling.start();

        file.setContext(context);
        file.setFile(directory.resolve("continuo.log").toString());
        file.setEncoder(encoder);
        file.setRollingPolicy(rolling);
        file.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(file);
    }
}
