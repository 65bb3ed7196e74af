package chatlab.relay.group;

import chatlab.relay.Ordering;
import chatlab.relay.OwnOrder;
import chatlab.relay.Refused;
import chatlab.relay.Refused.Reason;
import chatlab.relay.RelayEntry;
import chatlab.relay.RelayGuarantee;
import chatlab.relay.ordering.Orderings;

import org.jgroups.conf.ProtocolConfiguration;
import org.jgroups.protocols.TCP;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.stack.Protocol;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

/// The protocols of a relay, as its XML names them, from the network up.
///
/// @param entry what it is called and promises
/// @param protocols the protocols of the XML
public record Stack(RelayEntry entry, List<Layer> protocols) {

    /// One protocol.
    record Layer(Class<? extends Protocol> type, Map<String, String> attributes) {}

    /// Open sockets of their own, past the address and the key that were given.
    private static final Set<String> REFUSED_PROTOCOLS =
            Set.of("FD_SOCK", "FD_SOCK2", "MPING", "BPING", "STOMP", "TUNNEL", "TCPGOSSIP");

    /// Finds an ordering by its name, or reads a file.
    ///
    /// @throws Refused if there is no such ordering, or the file cannot be used
    public static Stack find(String ordering) throws Refused {
        var known = known(ordering);
        if (known.isPresent()) return read(ordering, known.get().stack());
        if (!ordering.endsWith(".xml")) {
            throw wrong(
                    "No relay is called %s. Choose one of %s, or an .xml file with a JGroups stack."
                            .formatted(ordering, names()));
        }
        try {
            var file = Path.of(ordering);
            return read(String.valueOf(file.getFileName()), Files.readString(file));
        } catch (IOException | InvalidPathException e) {
            throw wrong(
                    "The relay's file %s cannot be read: %s.".formatted(ordering, e.getMessage()));
        }
    }

    /// The stack of `causal`, for an order of one's own.
    static Stack of(OwnOrder own) throws Refused {
        var causal = find("causal");
        var entry =
                new RelayEntry(
                        own.name(),
                        "a hold-back queue of one's own",
                        OwnOrder.PROMISED,
                        causal.entry.stack());
        return new Stack(entry, causal.protocols);
    }

    private static Optional<RelayEntry> known(String name) {
        return Orderings.entries().stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    private static String names() {
        return Orderings.entries().stream().map(RelayEntry::name).collect(Collectors.joining(", "));
    }

    private static Stack read(String name, String xml) throws Refused {
        var layers = new ArrayList<Layer>();
        for (var config : parse(name, xml)) layers.add(layer(name, config));
        if (layers.isEmpty() || !layers.getFirst().type().equals(TCP.class)) {
            throw wrong(
                    ("%s does not begin with TCP, the only transport that the relay uses. Begin"
                                    + " with a copy of what `lab relays fifo` shows.")
                            .formatted(name));
        }
        if (layers.stream().noneMatch(layer -> GMS.class.isAssignableFrom(layer.type()))) {
            throw wrong(
                    ("%s has no pbcast.GMS, so its servers would not find each other. Add it, as"
                                    + " `lab relays fifo` shows.")
                            .formatted(name));
        }
        for (var layer : layers) {
            if (!REFUSED_PROTOCOLS.contains(layer.type().getSimpleName())) continue;
            throw wrong(
                    ("%s uses %s, which opens sockets that no key protects. Use FD_ALL3 and"
                                    + " TCPPING, as `lab relays fifo` shows.")
                            .formatted(name, layer.type().getSimpleName()));
        }
        return new Stack(entry(name, xml, layers), List.copyOf(layers));
    }

    private static List<ProtocolConfiguration> parse(String name, String xml) throws Refused {
        var protocols = new ArrayList<ProtocolConfiguration>();
        var children = root(name, xml).getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            if (!(children.item(i) instanceof Element element)) continue;
            var attributes = new LinkedHashMap<String, String>();
            var nodes = element.getAttributes();
            for (int j = 0; j < nodes.getLength(); j++) {
                attributes.put(nodes.item(j).getNodeName(), nodes.item(j).getNodeValue());
            }
            protocols.add(new ProtocolConfiguration(element.getTagName(), attributes));
        }
        return protocols;
    }

    /// The JDK's parser, because that of JGroups accepts what is no XML, and guesses.
    private static Element root(String name, String xml) throws Refused {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null); // else it prints
            var root = builder.parse(new InputSource(new StringReader(xml))).getDocumentElement();
            if (!root.getTagName().equals("config")) {
                throw wrong(
                        "%s is no JGroups stack: its root is <%s>, not <config>."
                                .formatted(name, root.getTagName()));
            }
            return root;
        } catch (SAXParseException e) {
            throw wrong(
                    "%s is not well-formed: line %d: %s."
                            .formatted(name, e.getLineNumber(), reason(e)),
                    e);
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw wrong("%s is no XML: %s.".formatted(name, reason(e)), e);
        }
    }

    private static Layer layer(String name, ProtocolConfiguration config) throws Refused {
        try {
            return new Layer(config.loadProtocolClass(Stack.class), config.getProperties());
        } catch (Exception e) { // JGroups declares no less
            throw wrong(
                    ("%s names the protocol %s, which is not on the class path. Check the spelling;"
                                    + " a class of your own needs its package before its name.")
                            .formatted(name, config.getProtocolName()),
                    e);
        }
    }

    private static RelayEntry entry(String name, String xml, List<Layer> layers) {
        for (var layer : layers.reversed()) {
            var ordering = layer.type().getAnnotation(Ordering.class);
            if (ordering == null) continue;
            return new RelayEntry(
                    ordering.name(), ordering.technique(), List.of(ordering.guarantees()), xml);
        }
        return new RelayEntry(name, "a stack without @Ordering", List.<RelayGuarantee>of(), xml);
    }

    static Refused wrong(String sentence) {
        return new Refused(Reason.WRONG_USAGE, sentence);
    }

    static Refused wrong(String sentence, Throwable cause) {
        return new Refused(Reason.WRONG_USAGE, sentence, cause);
    }

    /// The innermost reason, without a full stop.
    static String reason(Throwable e) {
        var inner = e;
        while (inner.getCause() != null) inner = inner.getCause();
        var text =
                inner.getMessage() == null ? inner.getClass().getSimpleName() : inner.getMessage();
        return text.strip().replaceFirst("^JGRP\\d+: ", "").replaceFirst("\\.$", "");
    }
}
