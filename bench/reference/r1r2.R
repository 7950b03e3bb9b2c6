# R1 and R2 in base R, and R1 in data.table, on one thread. Usage: Rscript r1r2.R [PEOPLE [ROUNDS]]
words <- as.integer(commandArgs(TRUE))
people <- if (length(words) > 0) words[1] else 100000L
rounds <- if (length(words) > 1) words[2] else 5L
suppressMessages(library(data.table))
setDTthreads(1L)

weeks <- 520L
longest_start <- 104L
job_ends <- 0.004
asks <- 0.125
clients_each <- 50L
# Weekly chances in the first week on benefit, by group.
job <- c(0.012, 0.009, 0.005)
clarified <- c(0.004, 0.004, 0.004)
pension <- c(0.0003, 0.0010, 0.0040)
fall <- exp(-(0:(longest_start + weeks + 2)) / 156)

group_of <- (seq_len(people) - 1L) %% 3L + 1L
start_of <- (seq_len(people) - 1L) %/% 3L %% longest_start

# Exact expected head counts of R1, weeks by states.
expectation <- function() {
  heads <- matrix(0, weeks, 4)
  length_ <- longest_start + weeks + 2L
  falling <- fall[1:length_]
  for (g in 1:3) {
    on_benefit <- tabulate(start_of[group_of == g] + 1L, length_)
    in_job <- clear <- pensioned <- 0
    for (week in 1:weeks) {
      to_job <- sum(on_benefit * job[g] * falling)
      to_clear <- sum(on_benefit * clarified[g] * falling)
      to_pension <- sum(on_benefit * pension[g] * falling)
      staying <- on_benefit * (1 - (job[g] + clarified[g] + pension[g]) * falling)
      on_benefit <- c(in_job * job_ends, staying[-length_])
      in_job <- in_job * (1 - job_ends) + to_job
      clear <- clear + to_clear
      pensioned <- pensioned + to_pension
      heads[week, ] <- heads[week, ] + c(sum(on_benefit), in_job, clear, pensioned)
    }
  }
  heads
}

# The state after a week on benefit, by cumulative chances.
outcome <- function(drawn, p1, p2, p3) (drawn < p3) * (1L + (drawn >= p1) + (drawn >= p2))

r1_base <- function(seed) {
  set.seed(seed)
  on <- start_of
  state <- integer(people)
  j <- job[group_of]; c <- clarified[group_of]; p <- pension[group_of]
  heads <- matrix(0L, weeks, 4)
  for (week in 1:weeks) {
    drawn <- runif(people)
    falling <- fall[on + 1L]
    p1 <- j * falling
    p2 <- p1 + c * falling
    after <- outcome(drawn, p1, p2, p2 + p * falling)
    on_benefit <- state == 0L
    back <- state == 1L & drawn < job_ends
    on[on_benefit] <- on[on_benefit] + 1L
    state[on_benefit] <- after[on_benefit]
    state[back] <- 0L
    on[back] <- 0L
    heads[week, ] <- tabulate(state + 1L, 4L)
  }
  heads
}

r1_data_table <- function(seed) {
  set.seed(seed)
  all <- data.table(on = start_of, state = 0L)
  all[, `:=`(j = job[group_of], c = clarified[group_of], p = pension[group_of])]
  heads <- matrix(0L, weeks, 4)
  for (week in 1:weeks) {
    all[, drawn := runif(people)]
    all[, back := state == 1L & drawn < job_ends]
    all[state == 0L, c("on", "state") := {
      falling <- fall[on + 1L]
      p1 <- j * falling
      p2 <- p1 + c * falling
      list(on + 1L, as.integer(outcome(drawn, p1, p2, p2 + p * falling)))
    }]
    all[back == TRUE, `:=`(state = 0L, on = 0L)]
    heads[week, ] <- tabulate(all$state + 1L, 4L)
  }
  heads
}

# A queue for each caseworker, first come first served, within a week by number.
r2_base <- function(seed, meetings) {
  set.seed(seed)
  on <- start_of
  state <- integer(people)
  caseworker <- (seq_len(people) - 1L) %/% clients_each
  asked <- rep(NA_integer_, people)
  j <- job[group_of]; c <- clarified[group_of]; p <- pension[group_of]
  for (week in 1:weeks) {
    on_benefit <- state == 0L
    asked[is.na(asked) & on_benefit & runif(people) < asks] <- week
    queue <- which(!is.na(asked))
    queue <- queue[order(caseworker[queue], asked[queue], queue, method = "radix")]
    of <- caseworker[queue]
    served <- queue[seq_along(queue) - match(of, of) < meetings]
    asked[served] <- NA_integer_
    met <- rep(1, people)
    met[served] <- 2
    drawn <- runif(people)
    falling <- fall[on + 1L]
    p1 <- j * falling
    p2 <- p1 + met * c * falling
    after <- outcome(drawn, p1, p2, p2 + p * falling)
    back <- state == 1L & drawn < job_ends
    on[on_benefit] <- on[on_benefit] + 1L
    state[on_benefit] <- after[on_benefit]
    asked[on_benefit & after > 0L] <- NA_integer_
    state[back] <- 0L
    on[back] <- 0L
  }
}

expected <- expectation()

# Person-weeks a second of CPU time, median; R1 with how far it is from its expectation.
report <- function(tool, workload, run) {
  seconds <- numeric(rounds)
  for (k in seq_len(rounds)) {
    time <- system.time(heads <- run(k))
    seconds[k] <- time[["user.self"]] + time[["sys.self"]]
  }
  far <- ""
  if (!is.null(heads)) {
    error <- sqrt(pmax(1, expected * (1 - expected / people)))
    far <- sprintf("  max |z| %.2f", max(abs((heads - expected) / error)))
  }
  cat(sprintf("%-22s %-12s %8.1f%s\n", tool, workload,
              people * weeks / median(seconds) / 1e6, far))
}

base <- paste("R", getRversion())
report(base, "R1", r1_base)
report(paste("data.table", packageVersion("data.table")), "R1", r1_data_table)
for (meetings in c(12L, 5L)) {
  report(base, paste("R2 cap", meetings), function(k) {
    r2_base(k, meetings)
    NULL
  })
}
