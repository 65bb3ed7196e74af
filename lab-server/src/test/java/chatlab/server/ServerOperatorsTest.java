package chatlab.server;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.catalogue.Catalogue;
import chatlab.catalogue.StrategyNotFoundException;
import chatlab.server.config.DeliveryPolicy;
import chatlab.server.config.ServerConfig;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.util.List;

/// OPER and the commands of operators, under every delivery policy.
@ParameterizedClass(name = "{0} delivery")
@EnumSource
class ServerOperatorsTest {
    private final DeliveryPolicy delivery;
    private ChatServer server;
    private Peer ann;
    private Peer bob;

    ServerOperatorsTest(DeliveryPolicy delivery) {
        this.delivery = delivery;
    }

    @BeforeEach
    void start() throws IOException, StrategyNotFoundException {
        server =
                ChatServer.start(
                        ServerConfig.of(
                                Catalogue.find("cow", List.of()),
                                options -> {
                                    options.delivery = delivery;
                                    options.operator = "root:pass:word";
                                }));
        ann = Peer.in(server, "ann", "#lab");
        bob = Peer.in(server, "bob", "#lab");
        ann.drain();
    }

    @AfterEach
    void stop() throws IOException {
        ann.close();
        bob.close();
        server.close();
    }

    @Test
    void theRightNameAndPasswordMakeAnOperator() throws IOException {
        assertThat(ann.ask("OPER root pass:word"))
                .containsExactly(
                        ":chat.lab 381 ann :You are now an IRC operator",
                        ":ann!ann@127.0.0.1 MODE ann +o");
        assertThat(ann.ask("MODE ann")).containsExactly(":chat.lab 221 ann +o");
        assertThat(bob.ask("WHOIS ann")).contains(":chat.lab 313 bob ann :is an IRC operator");
        assertThat(bob.ask("WHO ann")).first().asString().contains(" ann H*@ :0 ann");
        assertThat(bob.ask("WHO #lab o")).hasSize(2);
        assertThat(bob.ask("USERHOST ann"))
                .containsExactly(":chat.lab 302 bob :ann*=+ann@127.0.0.1");
        assertThat(bob.ask("LUSERS")).contains(":chat.lab 252 bob 1 :operator(s) online");
        assertThat(ann.ask("MODE ann -o")).containsExactly(":ann!ann@127.0.0.1 MODE ann -o");
        assertThat(bob.ask("LUSERS")).contains(":chat.lab 252 bob 0 :operator(s) online");
    }

    @Test
    void aWrongNameOrPasswordDoesNot() throws IOException {
        assertThat(ann.ask("OPER root wrong"))
                .containsExactly(":chat.lab 464 ann :Password incorrect");
        assertThat(ann.ask("OPER ann pass:word"))
                .containsExactly(":chat.lab 464 ann :Password incorrect");
        assertThat(ann.ask("OPER root"))
                .containsExactly(":chat.lab 461 ann OPER :Not enough parameters");
        assertThat(ann.ask("MODE ann +o")).isEmpty();
        assertThat(ann.ask("KILL bob :x"))
                .containsExactly(
                        ":chat.lab 481 ann :Permission Denied- You're not an IRC operator");
        assertThat(ann.ask("WALLOPS :x"))
                .containsExactly(
                        ":chat.lab 481 ann :Permission Denied- You're not an IRC operator");
    }

    @Test
    void aKilledUserLearnsTheReasonAndIsGoneForTheOthers() throws IOException {
        ann.ask("OPER root pass:word");

        ann.send("KILL BOB :enough");

        assertThat(bob.line()).isEqualTo(":ann!ann@127.0.0.1 KILL bob :enough");
        assertThat(bob.line()).isEqualTo("ERROR :Closing link: 127.0.0.1 (Killed (ann (enough)))");
        assertThat(bob.line()).isNull();
        assertThat(ann.until("QUIT").getLast().format())
                .isEqualTo(":bob!bob@127.0.0.1 QUIT :Killed (ann (enough))");
        assertThat(ann.ask("KILL nobody"))
                .containsExactly(":chat.lab 401 ann nobody :No such nick/channel");
    }

    @Test
    void anOperatorMayKillThemselves() throws IOException {
        ann.ask("OPER root pass:word");

        ann.send("KILL ann");

        assertThat(ann.line()).isEqualTo(":ann!ann@127.0.0.1 KILL ann :No reason given");
        assertThat(ann.until("ERROR")).hasSize(1);
        assertThat(ann.line()).isNull();
        assertThat(bob.until("QUIT")).hasSize(1);
    }

    @Test
    void onlyUsersWithModeWGetWallops() throws IOException {
        ann.ask("OPER root pass:word");
        try (var eve = Peer.registered(server, "eve")) {
            assertThat(eve.ask("MODE eve +w")).containsExactly(":eve!eve@127.0.0.1 MODE eve +w");

            assertThat(ann.ask("WALLOPS :hear, hear")).isEmpty();

            assertThat(eve.drain()).containsExactly(":ann!ann@127.0.0.1 WALLOPS :hear, hear");
            assertThat(bob.drain()).isEmpty();
        }
    }
}
