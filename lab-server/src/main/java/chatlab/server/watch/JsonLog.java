package chatlab.server.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.AbstractLogger;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// The log in JSON: each event is an object on a line of its own, on standard error.
///
/// SLF4J creates it by name after [#use], instead of the logger for people. Libraries log warnings
/// only.
public final class JsonLog implements SLF4JServiceProvider {
    private static final String OURS = "chatlab.";
    private static final String LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";
    private static final JsonMapper JSON = new JsonMapper();

    /// As it is at the start, so that nothing can redirect the log.
    private final PrintStream out = System.err;

    private final ConcurrentMap<String, Logger> loggers = new ConcurrentHashMap<>();
    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter context = new NOPMDCAdapter();

    /// Makes SLF4J log in JSON. Call it before there is a logger.
    public static void use() {
        System.setProperty("slf4j.provider", JsonLog.class.getName());
        System.setProperty("slf4j.internal.verbosity", "WARN"); // no line about the choice
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return name -> loggers.computeIfAbsent(name, this::logger);
    }

    private Logger logger(String name) {
        var level = Level.valueOf(System.getProperty(LEVEL, "info").toUpperCase(Locale.ROOT));
        return new JsonLogger(name, name.startsWith(OURS) ? level : Level.WARN, out);
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return context;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }

    @Override
    public void initialize() {}

    /// The line for one event.
    static String line(
            Instant time,
            Level level,
            String thread,
            String template,
            Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        var line = new LinkedHashMap<String, Object>();
        line.put("time", time.truncatedTo(ChronoUnit.MILLIS).toString());
        line.put("level", level.toString().toLowerCase(Locale.ROOT));
        line.put("thread", thread);
        line.put("event", LogEvent.OTHER.toString());
        line.put("message", MessageFormatter.basicArrayFormat(template, arguments));
        if (arguments != null) {
            for (var argument : arguments) {
                if (argument instanceof LogEvent event) line.put("event", event.toString());
                if (argument instanceof LogField field) line.put(field.name(), field.value());
            }
        }
        if (thrown != null) line.put("exception", stackTrace(thrown));
        try {
            return JSON.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError("plain values are JSON", e);
        }
    }

    private static String stackTrace(Throwable thrown) {
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static final class JsonLogger extends AbstractLogger {
        private static final long serialVersionUID = 1;

        private final Level level;
        private final transient PrintStream out;

        JsonLogger(String name, Level level, PrintStream out) {
            this.name = name;
            this.level = level;
            this.out = out;
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level,
                @Nullable Marker marker,
                String template,
                Object @Nullable [] arguments,
                @Nullable Throwable thrown) {
            var thread = Thread.currentThread().getName();
            out.println(line(Instant.now(), level, thread, template, arguments, thrown));
        }

        private boolean logs(Level event) {
            return event.toInt() >= level.toInt();
        }

        @Override
        protected String getFullyQualifiedCallerName() {
            return JsonLogger.class.getName();
        }

        @Override
        public boolean isTraceEnabled() {
            return logs(Level.TRACE);
        }

        @Override
        public boolean isTraceEnabled(Marker marker) {
            return isTraceEnabled();
        }

        @Override
        public boolean isDebugEnabled() {
            return logs(Level.DEBUG);
        }

        @Override
        public boolean isDebugEnabled(Marker marker) {
            return isDebugEnabled();
        }

        @Override
        public boolean isInfoEnabled() {
            return logs(Level.INFO);
        }

        @Override
        public boolean isInfoEnabled(Marker marker) {
            return isInfoEnabled();
        }

        @Override
        public boolean isWarnEnabled() {
            return logs(Level.WARN);
        }

        @Override
        public boolean isWarnEnabled(Marker marker) {
            return isWarnEnabled();
        }

        @Override
        public boolean isErrorEnabled() {
            return logs(Level.ERROR);
        }

        @Override
        public boolean isErrorEnabled(Marker marker) {
            return isErrorEnabled();
        }
    }
}
